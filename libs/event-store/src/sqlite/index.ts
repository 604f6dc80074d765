export { LogFormatError, LogReadOnly, LogWriteFailed } from './errors';
export { SqliteEventStore, type SqliteOpenOptions } from './sqlite-event-store';
