import { createHash } from 'node:crypto';
import type { Instant } from '@lienthong/calendar';
import { readPrintedFile } from './printed-file';
import type { SealPort } from './seal-port';
import { detachedSignature } from './signature';
import { withSignatureField } from './signature-field';

/**
 * Seals a form: a detached signature over the whole file (PAdES baseline B-B, ETSI EN 319 142-1; without a timestamp), which no
 * page shows. The printed file stays as it is, and what the seal needs follows it. The same file, key and time give the same
 * bytes.
 * @throws SealRefused, SealUnavailable
 */
export async function sealPdf(pdf: Uint8Array, seal: SealPort, at: Instant): Promise<Uint8Array> {
  const printed = readPrintedFile(pdf);
  const certificates = await seal.certificates();
  const room = roomFor(certificates);
  const { bytes, gap } = withSignatureField(pdf, printed, { at, room });
  const digest = createHash('sha256').update(bytes.subarray(0, gap.from)).update(bytes.subarray(gap.to)).digest();
  const signature = await detachedSignature(digest, certificates, at, (toSign) => seal.sign(toSign));
  // Between < and >. What is left of the room stays zero.
  bytes.write(Buffer.from(signature).toString('hex'), gap.from + 1, 'latin1');
  return new Uint8Array(bytes);
}

// The signature is as long as the key's modulus, and the issuer is named once more: both stand in the first certificate.
const roomFor = (certificates: readonly Uint8Array[]): number =>
  certificates.reduce((sum, { length }) => sum + length, 0) + 2 * (certificates[0]?.length ?? 0) + 1_024;
