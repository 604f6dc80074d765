export { ChainVerifier, eventHash, GENESIS, type ChainFault } from './chain';
export { decodeJson, encodeJson, metadataOf, ownFact, type Actor, type Metadata } from './envelope';
export * from './event-store';
export { headOf, Journal, NO_STREAM, type Draft, type Head, type Written } from './journal';
// What needs no client of the server: whoever only reads an address does not load one.
export { readAddress as readLogAddress, shown as shownLogAddress } from './kurrentdb/address';
export { LogAddressInvalid } from './kurrentdb/errors';
export { MemoryEventStore } from './memory';
export { namedUuids } from './named-uuid';
export {
  LogDamaged,
  type LogExtent,
  LogFormatError,
  LogLock,
  LogReadOnly,
  LogWriteFailed,
  SqliteEventStore,
  type SqliteOpenOptions,
} from './sqlite';
