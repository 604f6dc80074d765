/**
 * Seals in the organisation's name. Its key stays where it is kept: in a hardware module, at the state's certification service,
 * or, in development, in a file.
 */
export interface SealPort {
  /** In DER: the certificate of the key first, then those that issued it. @throws SealUnavailable */
  certificates(): Promise<readonly Uint8Array[]>;

  /**
   * The signature of the key over bytes: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017), which gives the same for the same bytes. The
   * bytes hold digests and no personal data. @throws SealUnavailable
   */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** The seal cannot be reached now. Nothing was sealed; it may be tried again. */
export class SealUnavailable extends Error {
  readonly code = 'seal-unavailable';
  readonly text = {
    vi: 'Chưa kết nối được với nơi giữ con dấu số; văn bản chưa được ký, có thể thử lại',
    en: 'The seal cannot be reached; nothing was sealed, and it may be tried again',
  };
}
