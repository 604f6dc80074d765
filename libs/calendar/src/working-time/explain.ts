import { localDate, startOfDay, toMillis, type Instant } from '../instant';
import type { Bilingual } from './bilingual';
import type { CountedDay, Deadline, PausedDeadline } from './deadline';
import { dayInWords } from './weekday-names';

type Language = keyof Bilingual;

/** How a deadline was counted, one line a day in columns: the day, whether it counts, and why. */
export function explain(deadline: Deadline | PausedDeadline, language: Language): string[] {
  const rows = deadline.days.map((day) => [
    dayInWords(day.date, 'short')[language],
    count(day)[language],
    reason(day, deadline)[language] + ending(day, deadline)[language],
  ]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}

const count = ({ number }: CountedDay): Bilingual =>
  number === undefined ? { vi: 'không tính', en: 'not counted' } : { vi: `ngày ${number}`, en: `day ${number}` };

function reason({ why, name }: CountedDay, { calendar }: Pick<Deadline, 'calendar'>): Bilingual {
  switch (why) {
    case 'working-day':
      return { vi: 'ngày làm việc', en: 'working day' };
    case 'weekly-day-off':
      return { vi: 'nghỉ hằng tuần', en: 'weekly day off' };
    case 'holiday':
      return named({ vi: 'nghỉ lễ', en: 'public holiday' }, name);
    case 'compensation-day':
      return named({ vi: 'nghỉ bù', en: 'day off in lieu' }, name);
    case 'working-saturday':
      return named({ vi: 'làm bù', en: 'working Saturday' }, name);
    case 'after-cut-off':
      return { vi: `tiếp nhận sau ${calendar.receptionCutOff}`, en: `received after ${calendar.receptionCutOff}` };
    case 'paused':
      return { vi: 'tạm dừng, chờ công dân', en: 'clock stopped, waiting for the citizen' };
    case 'moved':
      return { vi: 'ngày làm việc tiếp theo', en: 'next working day' };
  }
}

const named = (what: Bilingual, name: Bilingual | undefined): Bilingual =>
  name ? { vi: `${what.vi}: ${name.vi}`, en: `${what.en}: ${name.en}` } : what;

function ending({ date }: CountedDay, { due }: Deadline | PausedDeadline): Bilingual {
  if (due === undefined || localDate(due) !== date) return { vi: '', en: '' };
  return { vi: ` – hạn ${timeOf(due)}`, en: ` – due ${timeOf(due)}` };
}

/** `17:00` in Viet Nam. */
const timeOf = (at: Instant): string => new Date(toMillis(at) - toMillis(startOfDay(localDate(at)))).toISOString().slice(11, 16);
