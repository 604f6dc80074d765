import type { DeadlinesView, DeadlineView } from '@lienthong/dossier';
import type { Language } from './language';
import { localTime } from './narration';
import { paint } from './paint';
import { timeTexts } from './texts/time';

/** The time of a dossier for a terminal; explained, with a line for each day. */
export function deadlinesText({ deadlines, time, holder }: DeadlinesView, language: Language, explained: boolean): string {
  const blocks = deadlines.map((deadline) => deadlineText(deadline, language, explained).join('\n'));
  const lay = Object.entries(time).map(([each, millis = 0]) => {
    const here = each === holder ? ` (${timeTexts.now[language]})` : '';
    return `  ${duration(millis).padStart(9)}  ${holderText(each, language)}${here}`;
  });
  return [blocks.length > 0 ? blocks.join('\n\n') : timeTexts.none[language], '', `${timeTexts.lay[language]}:`, ...lay].join('\n');
}

function deadlineText({ of, state, legal, promised, missed, explanation }: DeadlineView, language: Language, explained: boolean): string[] {
  const subject = of === 'dossier' ? timeTexts.whole[language] : of;
  const due = `${timeTexts.legal[language]} ${localTime(legal.due)}, ${timeTexts.promised[language]} ${localTime(promised)}`;
  const late = missed === undefined ? '' : ` ${paint('bold', timeTexts.missed[language])}`;
  const days = explained ? explanation[language].map((line) => `  ${line}`) : [];
  return [`${paint('bold', subject)} – ${timeTexts.state[state][language]}${late}`, `  ${due}`, ...days];
}

function holderText(holder: string, language: Language): string {
  const [kind = '', agency] = holder.split(':');
  const text = timeTexts.holder[kind as keyof typeof timeTexts.holder][language];
  return agency === undefined ? text : `${text} ${agency}`;
}

/** `2d 03:15`, in days of 24 hours. */
function duration(millis: number): string {
  const minutes = Math.round(millis / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24, minutes % 60];
  return `${days > 0 ? `${days}d ` : ''}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
