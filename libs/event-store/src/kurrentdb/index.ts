export { LogAddressInvalid, LogRefused, LogUnavailable } from './errors';
export { KurrentDbEventStore, type KurrentDbOptions } from './kurrentdb-event-store';
