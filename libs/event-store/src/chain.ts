import { createHash } from 'node:crypto';
import { metadataOf } from './envelope';
import type { NewEvent, StoredEvent, StreamName } from './event-store';

/** What the first event of a stream has as its previous hash. */
export const GENESIS = '0'.repeat(64);

/**
 * SHA-256 (hex) over what is stored of an event: stream, revision, id, type, data and metadata, each with its length before
 * it, so that nothing can be shifted from one to the next. The metadata holds the previous event's hash, which makes a chain.
 */
export function eventHash(stream: StreamName, revision: number, event: NewEvent): string {
  const head = Buffer.from(JSON.stringify([stream, revision, event.id, event.type, event.data.length, event.metadata.length]));
  return createHash('sha256').update(head).update(event.data).update(event.metadata).digest('hex');
}

export type ChainFault =
  | { readonly kind: 'gap'; readonly stream: StreamName; readonly revision: number; readonly expected: number }
  | { readonly kind: 'broken'; readonly stream: StreamName; readonly revision: number };

/** Checks streams event by event, in any interleaving. One value per stream is remembered. */
export class ChainVerifier {
  private readonly heads = new Map<StreamName, { revision: number; hash: string }>();

  /** The fault that this event shows, if any; the check then goes on from it. */
  check(event: StoredEvent): ChainFault | undefined {
    const { stream, revision } = event;
    const head = this.heads.get(stream) ?? { revision: -1, hash: GENESIS };
    this.heads.set(stream, { revision, hash: eventHash(stream, revision, event) });
    if (revision !== head.revision + 1) return { kind: 'gap', stream, revision, expected: head.revision + 1 };
    return previousHashOf(event) === head.hash ? undefined : { kind: 'broken', stream, revision };
  }

  get streams(): number {
    return this.heads.size;
  }
}

function previousHashOf(event: StoredEvent): string | undefined {
  try {
    return metadataOf(event).previousHash;
  } catch {
    return undefined;
  }
}
