import { calendarVersion, isPartialDate, type CalendarVersion, type CalendarVersionData, type LocalDate } from '@lienthong/calendar';
import { digestOfFile } from './digest';
import type { WorkflowFiles } from './workflow-files';
import type { YamlSource } from './yaml-source';

export const CALENDARS_FOLDER = 'reference/calendars';

/** One version of the calendars as it is written, and where. */
export interface CalendarFile {
  readonly source: YamlSource;
  /** The day from which it is used: its name. */
  readonly from: LocalDate;
  readonly text: string;
  readonly data: CalendarVersionData;
}

export const calendarFiles = (files: WorkflowFiles): readonly string[] =>
  [...files.keys()].filter((path) => /^reference\/calendars\/[^/]+\.ya?ml$/.test(path)).sort();

/** `2026-12-15` of `reference/calendars/2026-12-15.yaml`; nothing if the name is no day. */
export function dateOfFile(path: string): LocalDate | undefined {
  const name = /([^/]*)\.yaml$/.exec(path)?.[1] ?? '';
  return name.length === 10 && isPartialDate(name) ? (name as LocalDate) : undefined;
}

export const versionOf = ({ from, text, data }: CalendarFile): CalendarVersion => calendarVersion(from, digestOfFile(text), data);
