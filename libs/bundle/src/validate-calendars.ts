import { Calendars } from '@lienthong/calendar';
import { calendarFiles, CALENDARS_FOLDER, dateOfFile, versionOf, type CalendarFile } from './calendar-files';
import { checkCalendarDays } from './check-calendar-days';
import { checkCalendarNames } from './check-calendar-names';
import { checkHolidays } from './check-holidays';
import { problem, type Problem } from './problem';
import { readCalendars } from './structure';
import type { WorkflowFiles } from './workflow-files';
import { YamlSource } from './yaml-source';

/** Reads and checks every version of the calendars. `agencies` is absent when their list itself cannot be read. */
export function validateCalendars(
  files: WorkflowFiles,
  agencies: readonly string[] | undefined,
): { readonly problems: readonly Problem[]; readonly calendars: Calendars } {
  const paths = calendarFiles(files);
  if (paths.length === 0)
    return { problems: [problem({ file: CALENDARS_FOLDER, line: 1 }, 'calendars-missing')], calendars: new Calendars([]) };
  const read = paths.map((path) => validateCalendar(path, files.get(path) ?? '', agencies));
  return {
    problems: read.flatMap(({ problems }) => problems),
    calendars: new Calendars(read.flatMap(({ file }) => (file ? [versionOf(file)] : []))),
  };
}

function validateCalendar(
  path: string,
  text: string,
  agencies: readonly string[] | undefined,
): { readonly problems: readonly Problem[]; /** Absent when its days cannot be computed. */ readonly file?: CalendarFile } {
  const source = new YamlSource(path, text);
  const from = dateOfFile(path);
  const misnamed = from === undefined ? [problem({ file: path, line: 1 }, 'calendar-file-name')] : [];
  const { value: data, problems } = readCalendars(source);
  if (!data || from === undefined) return { problems: [...misnamed, ...problems] };
  const file = { source, from, text, data };
  const names = checkCalendarNames(file, agencies);
  if (names.length > 0) return { problems: names };
  return { problems: [...checkHours(file), ...checkHolidays(file), ...checkCalendarDays(file)], file };
}

function checkHours({ source, data: { receptionCutOff: cutOff, dueAt } }: CalendarFile): readonly Problem[] {
  return cutOff < dueAt ? [] : [problem(source.at(['receptionCutOff']), 'hours-backwards', { cutOff, dueAt })];
}
