import type { ChangeAnswer } from './ask';
import type { Example, Figures, ProcedureChange } from './compare';
import type { FromLog } from './log';
import type { Played } from './played';

type Language = 'vi' | 'en';

const hours = (millis: number): string => (millis / 3_600_000).toFixed(1);

/** Words for what comes of dossiers and procedures. */
const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { 'not-asked': 'not asked for', 'with-refusals': 'with refusals', none: 'not ended' },
  vi: {
    completed: 'hoàn thành',
    refused: 'từ chối',
    skipped: 'không phát sinh',
    waiting: 'chưa bắt đầu',
    started: 'đang giải quyết',
    'not-asked': 'không yêu cầu',
    'with-refusals': 'có phần bị từ chối',
    withdrawn: 'rút hồ sơ',
    stopped: 'dừng giải quyết',
    declined: 'không tiếp nhận',
    none: 'chưa kết thúc',
  },
};

const word = (name: string, language: Language): string => WORDS[language][name] ?? name;

const counts = (of: Readonly<Record<string, number>>, language: Language): string =>
  Object.entries(of)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${count} ${word(name, language)}`)
    .join(', ');

const SAID = {
  en: {
    title: ({ from, to, dossiers }: Titled): string => `${dossiers} dossiers of ${from.join(' and ')}, played under ${to}`,
    before: 'before',
    after: 'after',
    took: ({ worked, passed, late }: Figures): string =>
      `${hours(worked.median)} h of working time in the middle, ${hours(worked.p90)} h for nine of ten (by the wall clock ${hours(passed.median)} and ${hours(passed.p90)}); late: ${late}`,
    changed: ({ later, earlier, otherwise }: ChangeAnswer): string =>
      `later: ${later}; earlier: ${earlier}; with another ending: ${otherwise}`,
    procedure: ({ procedure, otherwise }: ProcedureChange): string => `${procedure}: ends otherwise in ${otherwise}`,
    leftOut: ({ leftOut, misfits }: ChangeAnswer): string =>
      `left out: ${leftOut}, whose form or results do not fit both versions${misfits.length > 0 ? ` (${misfits.slice(0, 5).join(', ')})` : ''}`,
    ofLog: ({ all, filed, notEnded, erased }: FromLog): string =>
      `the log has ${all}; ${filed.length} were taken, ${notEnded} had not ended, the forms of ${erased} were erased`,
    asRecorded: (same: number, of: number): string => `played as they were, ${same} of ${of} end as the log says`,
    examples: 'for example',
    dossier: 'dossier',
    axis: 'share of the dossiers that ended within so many hours of working time, in percent',
    plotted: (file: string): string => `plot: ${file}`,
  },
  vi: {
    title: ({ from, to, dossiers }: Titled): string => `${dossiers} hồ sơ của ${from.join(' và ')}, phát lại theo ${to}`,
    before: 'trước',
    after: 'sau',
    took: ({ worked, passed, late }: Figures): string =>
      `trung vị ${hours(worked.median)} giờ làm việc, chín phần mười trong ${hours(worked.p90)} giờ (theo đồng hồ: ${hours(passed.median)} và ${hours(passed.p90)}); quá hẹn: ${late}`,
    changed: ({ later, earlier, otherwise }: ChangeAnswer): string =>
      `chậm hơn: ${later}; nhanh hơn: ${earlier}; kết thúc khác: ${otherwise}`,
    procedure: ({ procedure, otherwise }: ProcedureChange): string => `${procedure}: kết thúc khác ở ${otherwise} hồ sơ`,
    leftOut: ({ leftOut, misfits }: ChangeAnswer): string =>
      `bỏ qua: ${leftOut} hồ sơ có tờ khai hoặc kết quả không hợp với cả hai phiên bản${misfits.length > 0 ? ` (${misfits.slice(0, 5).join(', ')})` : ''}`,
    ofLog: ({ all, filed, notEnded, erased }: FromLog): string =>
      `nhật ký có ${all} hồ sơ; lấy ${filed.length}, ${notEnded} chưa kết thúc, ${erased} đã xóa tờ khai`,
    asRecorded: (same: number, of: number): string => `phát lại như cũ, ${same} trên ${of} hồ sơ kết thúc đúng như nhật ký`,
    examples: 'ví dụ',
    dossier: 'hồ sơ',
    axis: 'tỷ lệ hồ sơ kết thúc trong chừng ấy giờ làm việc, phần trăm',
    plotted: (file: string): string => `biểu đồ: ${file}`,
  },
} as const;

type Titled = Pick<ChangeAnswer, 'from' | 'to' | 'dossiers'>;

export const said = (language: Language): (typeof SAID)[Language] => SAID[language];

/** All that a person is told. */
export function lines(answer: ChangeAnswer, language: Language): readonly string[] {
  const texts = SAID[language];
  const ends = (of: Readonly<Record<string, number>>): string => counts(of, language);
  return [
    texts.title(answer),
    `${texts.before}: ${texts.took(answer.before)}; ${ends(answer.before.outcomes)}`,
    `${texts.after}: ${texts.took(answer.after)}; ${ends(answer.after.outcomes)}`,
    texts.changed(answer),
    ...answer.procedures.flatMap((each) => [
      `  ${texts.procedure(each)}`,
      `    ${texts.before}: ${ends(each.before)}`,
      `    ${texts.after}: ${ends(each.after)}`,
    ]),
    ...(answer.asRecorded ? [texts.asRecorded(answer.asRecorded.same, answer.asRecorded.of)] : []),
    ...(answer.leftOut > 0 ? [texts.leftOut(answer)] : []),
    ...(answer.examples.length > 0 ? [`${texts.examples}:`] : []),
    ...answer.examples.map((each) => `  ${texts.dossier} ${example(each, language)}`),
  ];
}

function example({ name, before, after }: Example, language: Language): string {
  const one = ({ worked, outcome, procedures }: Played): string =>
    `${hours(worked)} h, ${word(outcome ?? 'none', language)} (${Object.entries(procedures)
      .map(([key, status]) => `${key} ${word(status, language)}`)
      .join(', ')})`;
  const otherwise = one(before) !== one(after) && JSON.stringify(before.procedures) !== JSON.stringify(after.procedures);
  if (otherwise) return `${name}: ${one(before)} → ${one(after)}`;
  return `${name}: ${hours(before.worked)} h → ${hours(after.worked)} h, ${word(after.outcome ?? 'none', language)}`;
}
