import { createHash } from 'node:crypto';
import { canonicalBytes } from '@lienthong/agencies';

/** SHA-256 of a message's content. Where to send news belongs to the exchange: leave it out before. */
export const fingerprint = (content: unknown): string => createHash('sha256').update(canonicalBytes(content)).digest('hex');
