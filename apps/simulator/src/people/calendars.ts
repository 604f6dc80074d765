import { assemble, readWorkflowFiles, type Workflows } from '@lienthong/bundle';
import { plusDays, localDate, type Instant, type LocalDate } from '@lienthong/calendar';
import { WORKFLOWS, WORKFLOWS_FOLDER } from './casebook';

const made = new Map<LocalDate, Workflows>();

/**
 * The definitions with calendars that change on the next day, as announced before: what comes after noon counts from
 * the next day, and things are due an hour sooner.
 */
export function withCalendarsFrom(begins: Instant): Workflows {
  const day = plusDays(localDate(begins), 1);
  const known = made.get(day);
  if (known) return known;
  const files = readWorkflowFiles(WORKFLOWS_FOLDER);
  const last = [...files.keys()].filter((path) => path.startsWith('reference/calendars/')).at(-1) ?? '';
  const text = (files.get(last) ?? '')
    .replace("receptionCutOff: '15:00'", "receptionCutOff: '12:00'")
    .replace("dueAt: '17:00'", "dueAt: '16:00'");
  if (text === files.get(last)) throw new Error(`${last} is not as this world expects it`);
  const workflows = assemble(new Map([...files, [`reference/calendars/${day}.yaml`, text]]));
  made.set(day, workflows);
  return workflows;
}

/** With the calendars as they are, or with new ones. */
export const workflowsOf = (begins: Instant, calendarsChange: boolean): Workflows =>
  calendarsChange ? withCalendarsFrom(begins) : WORKFLOWS;
