import { createHmac, hkdfSync } from 'node:crypto';
import type { MasterKey } from './master-key';

/** Keyed fingerprints of texts: a key of its own (HKDF, RFC 5869), since the master key wraps keys and does nothing else. */
export class Fingerprints {
  private readonly key: Buffer;

  constructor(master: MasterKey) {
    this.key = Buffer.from(hkdfSync('sha256', master, '', 'lienthong fingerprints', 32));
  }

  /** HMAC-SHA-256 (RFC 2104) in lower-case hex. */
  of(text: string): string {
    return createHmac('sha256', this.key).update(text).digest('hex');
  }
}
