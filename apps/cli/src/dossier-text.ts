import type { DossierView, ProcedureView } from '@lienthong/dossier';
import type { DossierSummary } from '@lienthong/read-models';
import { paint } from './paint';
import { localTime, word } from './narration';
import type { Language } from './language';
import { citizensTurn, turnsText } from './turns-text';

const WORDS = {
  en: {
    waits: 'next move',
    nobody: 'nobody: all is done',
    phase: {
      submitted: 'submitted',
      'under-way': 'under way',
      completed: 'completed, results not returned yet',
      returned: 'results returned',
      closed: 'closed, nothing to hand over',
    },
    outcome: {
      completed: 'everything was granted',
      'with-refusals': 'with refusals',
      refused: 'refused',
      declined: 'not taken in',
      withdrawn: 'withdrawn by the citizen',
      stopped: 'stopped by the office',
    },
    status: { waiting: 'waiting', started: 'under way', completed: 'completed', refused: 'refused', skipped: 'not arising' },
    task: {
      'assign-office': 'an officer or an operator assigns it to a one-stop',
      receive: 'an officer receives it',
      'release-handoff': 'a person releases',
      'return-results': 'an officer returns the results',
      supplement: 'the citizen supplements what is asked for',
      payment: 'the citizen pays',
      'clear-up-report': "a person clears up the agency's unusable report on",
    },
    inList: {
      'assign-office': 'assign to a one-stop',
      receive: 'receive',
      'release-handoff': 'release',
      'return-results': 'return results',
      supplement: 'supplement',
      payment: 'pay',
      'clear-up-report': 'clear up a report',
      task: 'a person',
      handoff: 'the agencies',
      'late-result': 'a late result',
      nothing: '',
    },
    agency: 'the agency, for',
    notice: 'the agency is told',
    erased: 'erased',
  },
  vi: {
    waits: 'bước tiếp theo',
    nobody: 'không còn: đã xong',
    phase: {
      submitted: 'đã nộp',
      'under-way': 'đang giải quyết',
      completed: 'đã giải quyết xong, chưa trả kết quả',
      returned: 'đã trả kết quả',
      closed: 'đã kết thúc, không có kết quả để trả',
    },
    outcome: {
      completed: 'mọi thủ tục được giải quyết',
      'with-refusals': 'có thủ tục bị từ chối',
      refused: 'bị từ chối',
      declined: 'không được tiếp nhận',
      withdrawn: 'công dân rút hồ sơ',
      stopped: 'dừng giải quyết',
    },
    status: {
      waiting: 'đang chờ',
      started: 'đang giải quyết',
      completed: 'đã giải quyết',
      refused: 'bị từ chối',
      skipped: 'không phát sinh',
    },
    task: {
      'assign-office': 'cán bộ hoặc người vận hành xác định Bộ phận Một cửa tiếp nhận',
      receive: 'cán bộ Một cửa tiếp nhận',
      'release-handoff': 'người vận hành cho đi tiếp',
      'return-results': 'cán bộ Một cửa trả kết quả',
      supplement: 'công dân bổ sung theo yêu cầu',
      payment: 'công dân nộp phí, lệ phí',
      'clear-up-report': 'người vận hành làm rõ thông báo không dùng được của cơ quan về',
    },
    inList: {
      'assign-office': 'xác định nơi tiếp nhận',
      receive: 'tiếp nhận',
      'release-handoff': 'cho đi tiếp',
      'return-results': 'trả kết quả',
      supplement: 'bổ sung',
      payment: 'nộp phí',
      'clear-up-report': 'làm rõ thông báo',
      task: 'người xử lý',
      handoff: 'các cơ quan',
      'late-result': 'kết quả đến sau',
      nothing: '',
    },
    agency: 'cơ quan giải quyết, cho',
    notice: 'báo cho cơ quan',
    erased: 'đã xóa',
  },
} as const;

/** What the citizen has to do is told with its details. */
const CITIZENS: readonly string[] = ['supplement', 'payment'];

/** A dossier for a terminal. */
export function dossierText(view: DossierView, language: Language): string {
  const words = WORDS[language];
  const { id, bundle, phase, outcome, submittedAt, receivedAt } = view;
  const others = view.waitsFor.filter((waiting) => waiting.on !== 'task' || !CITIZENS.includes(waiting.task));
  const waits = [...citizensTurn(view, language), ...others.map((waiting) => waitingText(waiting, language))];
  const turns = turnsText(view, language);
  return [
    paint('bold', `${id}`),
    `${bundle.title?.[language] ?? bundle.code}${bundle.version === undefined ? '' : ` (${bundle.version})`}`,
    `${words.phase[phase]}${outcome === undefined ? '' : ` – ${words.outcome[outcome]}`}`,
    `${localTime(submittedAt)}${receivedAt === undefined ? '' : ` → ${localTime(receivedAt)}`}`,
    '',
    ...view.procedures.flatMap((procedure) => procedureText(procedure, language)),
    ...(turns.length > 0 ? ['', ...turns] : []),
    '',
    `${words.waits}: ${waits.length > 0 ? waits.join('; ') : words.nobody}`,
  ].join('\n');
}

/** Phase and outcome in words. */
export function standingText({ phase, outcome }: Pick<DossierView, 'phase' | 'outcome'>, language: Language): readonly [string, string] {
  const words = WORDS[language];
  return [words.phase[phase], outcome === undefined ? '' : words.outcome[outcome]];
}

/** Who has the next move, from a list's row. */
export function nextMoveText({ waitsFor, task }: Pick<DossierSummary, 'waitsFor' | 'task'>, language: Language): string {
  const words = WORDS[language];
  return waitsFor === 'task' && task ? words.inList[task] : words.inList[waitsFor];
}

/** Who has the next move. */
export function waitingText(waiting: DossierView['waitsFor'][number], language: Language): string {
  const words = WORDS[language];
  if (waiting.on === 'handoff') return `${words.agency} ${waiting.handoff}`;
  return [words.task[waiting.task], waiting.handoff].filter((each) => each !== undefined).join(' ');
}

function procedureText(view: ProcedureView, language: Language): string[] {
  const { title, procedure, status, handoff, result, note, choices, route, notices = [] } = view;
  const words = WORDS[language];
  const colour = status === 'completed' ? 'green' : status === 'refused' ? 'red' : handoff?.stage.is === 'parked' ? 'yellow' : 'dim';
  const stage = handoff && status === 'started' ? ` (${[handoff.stage.is, handoff.failure].filter(Boolean).join(': ')})` : '';
  const lines = [`  ${paint(colour, words.status[status].padEnd(16))} ${title?.[language] ?? procedure}${stage}`];
  for (const { why } of [...(route ? [route] : []), ...Object.values(choices ?? {})]) lines.push(`${' '.repeat(20)}${why[language]}`);
  if (result) lines.push(`${' '.repeat(20)}${isErasedView(result) ? words.erased : JSON.stringify(result)}`);
  if (note !== undefined) lines.push(`${' '.repeat(20)}${typeof note === 'string' ? note : words.erased}`);
  for (const { kind, number, stage: on } of notices) {
    lines.push(`${' '.repeat(20)}${words.notice}: ${word(kind, language)} ${number} (${word(on.is, language)})`);
  }
  return lines;
}

const isErasedView = (value: object): boolean => 'erased' in value;
