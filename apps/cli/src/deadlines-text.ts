import type { DeadlinesView, DeadlineView } from '@lienthong/dossier';
import type { Language } from './language';
import { localTime } from './narration';
import { paint } from './paint';
import { timeTexts } from './texts/time';

/** The time of a dossier for a terminal; explained, with a line for each day. */
export function deadlinesText({ deadlines, time, holder }: DeadlinesView, language: Language, explained: boolean): string {
  const blocks = deadlines.map((deadline) => deadlineText(deadline, language, explained).join('\n'));
  const lay = Object.entries(time).flatMap(([each, millis = 0]) => {
    const here = each === holder ? ` (${timeTexts.now[language]})` : '';
    return millis === 0 && here === '' ? [] : [`  ${duration(millis).padStart(12)}  ${holderText(each, language)}${here}`];
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

/** `2d 03:15:00`, in days of 24 hours. */
function duration(millis: number): string {
  const seconds = Math.round(millis / 1_000);
  const [days, ...clock] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  return `${days > 0 ? `${days}d ` : ''}${clock.map((part) => String(part).padStart(2, '0')).join(':')}`;
}
