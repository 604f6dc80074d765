import type { SubjectKey } from './seal';

/**
 * The port to the keys of personal data: one per subject, which is a dossier (its id) or a message in quarantine.
 * Erasing the key erases the person; what was sealed stays as evidence that nobody can read.
 */
export interface KeyVault {
  /**
   * The subject's key, made durably at the first call. Throws {@link KeyErased}: an erased subject gets no new key;
   * {@link KeyWriteFailed}: a new key could not be stored.
   */
  keyFor(subject: string): Promise<SubjectKey>;
  /** The subject's key, if there is one and it was not erased. */
  find(subject: string): SubjectKey | undefined | Promise<SubjectKey | undefined>;
  /** Destroys the key for good; none is ever made again. `false`: there never was one. Throws {@link ErasureIncomplete}: call it again. */
  erase(subject: string): Promise<boolean>;
  /**
   * A keyed fingerprint, HMAC-SHA-256 in lower-case hex: the same text gives the same one throughout the installation. Whoever lacks the
   * installation's key can neither tell the text from it nor try out texts.
   */
  fingerprint(text: string): string;
  close(): void | Promise<void>;
}

/** Personal data of this subject can no longer be written: its key was erased. */
export class KeyErased extends Error {
  readonly code = 'key-erased';
  constructor(subject: string) {
    super(`the key of ${subject} was erased; nothing personal can be added to it`);
  }
}

/** The disk refused a new key, and nothing was sealed under it. Ask again when the cause is gone. */
export class KeyWriteFailed extends Error {
  readonly code = 'key-write-failed';
  constructor(reason: string) {
    super(`a new key cannot be stored (${reason}); ask again when there is space and the disk is well`);
  }
}

/** Keys cannot be read at the moment, so nothing personal can be opened. Ask again. */
export class KeysUnavailable extends Error {
  readonly code = 'keys-unavailable';
  constructor(reason: string) {
    super(`the keys of personal data cannot be read (${reason}); ask again`);
  }
}

/** The key no longer opens anything, but a reader kept its last copy from being overwritten; erase again when it has gone. */
export class ErasureIncomplete extends Error {
  readonly code = 'erasure-incomplete';
  constructor(subject: string) {
    super(`the key of ${subject} is erased, but a copy may still be on the disk: erase again when nobody reads the key file`);
  }
}
