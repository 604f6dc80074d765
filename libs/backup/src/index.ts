export { backUp, type BackUpOptions } from './back-up';
export type { Manifest } from './manifest';
export { BackupRefused, type Refusal } from './refusal';
export { restore, type Restored, type RestoreOptions } from './restore';
export type { OnProgress, Step } from './progress';
