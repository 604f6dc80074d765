export { ChainVerifier, eventHash, GENESIS, type ChainFault } from './chain';
export { decodeJson, encodeJson, metadataOf, ownFact, type Actor, type Metadata } from './envelope';
export * from './event-store';
export { headOf, Journal, NO_STREAM, type Draft, type Head, type Written } from './journal';
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
