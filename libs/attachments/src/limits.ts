const MEBIBYTE = 1_048_576;

/** In bytes. */
export interface AttachmentLimits {
  readonly file: number;
  /** All files of one dossier together, those of earlier versions of its form as well. */
  readonly dossier: number;
  /** All that one actor uploaded and no dossier has taken over yet. */
  readonly pending: number;
  /** Nothing is uploaded that would leave less space on the disk: the log needs it. */
  readonly minFree: number;
}

// [A] A scanned page is seldom larger than 2 MiB, and a form cites 20 files at the most.
export const DEFAULT_LIMITS: AttachmentLimits = {
  file: 10 * MEBIBYTE,
  dossier: 100 * MEBIBYTE,
  pending: 200 * MEBIBYTE,
  minFree: 256 * MEBIBYTE,
};
