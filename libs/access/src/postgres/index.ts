export { copyKeys, OtherKeys, type CopiedKeys } from './copy-keys';
export { PostgresKeyVault, type WrappedKey } from './postgres-key-vault';
export { KEYS_SCHEMA } from './vault-tables';
