import { SqliteEventStore, type EventStore } from '@lienthong/event-store';

/** Opens a log to read it from outside, whether an engine runs or not. */
export type OpenLog = () => Promise<Pick<EventStore, 'readAll' | 'close'>>;

export const logInFile =
  (file: string): OpenLog =>
  () =>
    SqliteEventStore.open(file, { readOnly: true });
