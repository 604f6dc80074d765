export { ActorRequired, allow, NotAllowed, parseActor, type Actor } from './actor';
export { ErasureIncomplete, KeyErased, KeysUnavailable, KeyWriteFailed, type KeyVault } from './key-vault';
export { developmentMasterKey, makeOnce, masterKeyFingerprint, readMasterKey, WrongMasterKey, type MasterKey } from './master-key';
export { seal, SealBroken, unseal, type SubjectKey } from './seal';
export { SqliteKeyVault } from './sqlite-key-vault';
