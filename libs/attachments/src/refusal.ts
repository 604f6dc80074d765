/** Why a file is not taken, or cannot be given. */
export type AttachmentProblem =
  | 'attachment-empty'
  | 'attachment-too-large'
  | 'attachment-type-not-taken'
  | 'attachment-type-differs'
  | 'attachment-digest-differs'
  | 'attachment-digest-invalid'
  | 'attachments-pending-full'
  | 'attachments-dossier-full'
  | 'attachments-disk-full'
  | 'attachment-not-found'
  | 'attachment-damaged';

/** Nothing was kept of what was refused. */
export class AttachmentRefused extends Error {
  constructor(
    readonly code: AttachmentProblem,
    readonly details: Readonly<Record<string, string | number>> = {},
  ) {
    super(`${code} ${JSON.stringify(details)}`);
  }
}
