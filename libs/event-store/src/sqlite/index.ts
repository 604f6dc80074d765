export { LogDamaged, LogFormatError, LogReadOnly, LogWriteFailed } from './errors';
export { LogLock } from './log-lock';
export type { LogExtent } from './log-reader';
export { SqliteEventStore, type SqliteOpenOptions } from './sqlite-event-store';
