import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

/** A key for the personal data of one subject: 32 bytes. */
export type SubjectKey = Buffer & { readonly __brand: 'SubjectKey' };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce: nonce (12 bytes), ciphertext, tag (16 bytes).
 * `context` is authenticated, not stored: what was sealed for one place does not open at another.
 */
export function seal(key: Buffer, plaintext: Uint8Array, context: string): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

// Asking for randomness costs as much as sealing: it is asked for in advance, and every byte of it is used once.
const randomness = Buffer.allocUnsafeSlow(NONCE_BYTES * 256);
let used = randomness.length;

function freshNonce(): Buffer {
  if (used === randomness.length) {
    randomFillSync(randomness);
    used = 0;
  }
  return randomness.subarray(used, (used += NONCE_BYTES));
}

/** The plaintext. Throws `SealBroken` if a single bit, the key or the context is not what it was. */
export function unseal(key: Buffer, sealed: Uint8Array, context: string): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new SealBroken(context);
  const body = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(body));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, body)), decipher.final()]);
  } catch {
    throw new SealBroken(context);
  }
}

/** Sealed data was changed, or belongs to another key or place. */
export class SealBroken extends Error {
  readonly code = 'seal-broken';
  constructor(context: string) {
    super(`the sealed data of ${context} does not open: it was changed, or another key was used`);
  }
}
