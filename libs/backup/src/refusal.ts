/** Why no backup was made, or none was restored. Nothing was changed then. */
export type Refusal =
  | { readonly code: 'no-log'; readonly file: string }
  | { readonly code: 'backup-there'; readonly folder: string }
  | { readonly code: 'backup-running'; readonly folder: string }
  | { readonly code: 'no-development-key'; readonly file: string }
  | { readonly code: 'no-space'; readonly folder: string; readonly needed: number; readonly free: number }
  | { readonly code: 'not-a-backup'; readonly folder: string }
  | { readonly code: 'backup-newer'; readonly folder: string; readonly format: number }
  | { readonly code: 'backup-damaged'; readonly folder: string; readonly files: readonly string[] }
  | { readonly code: 'data-there'; readonly folder: string; readonly files: readonly string[] }
  | { readonly code: 'engine-running'; readonly folder: string }
  | { readonly code: 'wrong-master-key'; readonly file: string };

export class BackupRefused extends Error {
  readonly code: Refusal['code'];
  constructor(readonly refusal: Refusal) {
    const { code, ...about } = refusal;
    super(`${code}: ${JSON.stringify(about)}`);
    this.code = code;
  }
}
