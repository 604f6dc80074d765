export { backUp, type BackUpOptions } from './back-up';
export type { Manifest } from './manifest';
export { BackupRefused, type Refusal } from './refusal';
export { restore, type Restored, type RestoreOptions } from './restore';
export type { OnProgress, Step } from './progress';
export { compareLogs, type LogComparison, type LogDifference } from './log-copy/compare-logs';
export { copyLog, type LogCopied } from './log-copy/copy-log';
export { LogCopyRefused, type LogCopyRefusal } from './log-copy/log-copy-refused';
