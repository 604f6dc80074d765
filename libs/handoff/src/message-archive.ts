import { createHash, randomUUID } from 'node:crypto';
import type { KeyVault } from '@lienthong/access';
import type { Clock } from '@lienthong/calendar';
import type { DossierId, HandoffId, Sha256 } from '@lienthong/dossier/domain';
import {
  decodeJson,
  encodeJson,
  ownFact,
  metadataOf,
  type Actor,
  type Journal,
  type StoredEvent,
  type StreamName,
} from '@lienthong/event-store';
import { openBody, sealBody, type SealedBody } from './sealed-body';

// Stored for ever, like the events of a dossier.
interface MessageKept {
  readonly handoff: HandoffId;
  readonly direction: 'sent' | 'received';
  readonly sha256: Sha256;
  /** HTTP Message Signature headers (RFC 9421) that came with it: they prove the sender. */
  readonly signature?: Readonly<Record<string, string>>;
  readonly body: SealedBody;
}

export interface KeptMessage extends Omit<MessageKept, 'body'> {
  readonly at: string;
  /** The exact bytes; absent once the dossier's key was erased. */
  readonly body?: Uint8Array;
}

export const sha256 = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex') as Sha256;

const ENGINE: Actor = { kind: 'system', id: 'exchange' };

/**
 * The exact bytes that went to an agency and came from it, sealed under the dossier's key, found by their hash. They stand in
 * the stream `messages-<dossier>`, so what keeps the log keeps them too.
 */
export class MessageArchive {
  constructor(
    private readonly journal: Journal,
    private readonly vault: KeyVault,
    private readonly clock: Clock,
  ) {}

  /** Keeps a message durably and tells its hash. Bytes that are there already are not kept twice. */
  async keep(
    dossier: DossierId,
    handoff: HandoffId,
    direction: MessageKept['direction'],
    body: Uint8Array,
    signature?: Readonly<Record<string, string>>,
  ): Promise<Sha256> {
    const hash = sha256(body);
    for await (const stored of this.stored(dossier)) {
      const kept = decodeJson(stored.data) as MessageKept;
      if (kept.sha256 === hash && kept.direction === direction && kept.handoff === handoff) return hash;
    }
    const id = randomUUID();
    const sealed = await sealBody(this.vault, dossier, body, `${id}/body`);
    const data: MessageKept = { handoff, direction, sha256: hash, ...(signature && { signature }), body: sealed };
    await this.journal.add(streamOf(dossier), [
      {
        id,
        type: 'MessageKept',
        data: encodeJson(data),
        metadata: ownFact(id, { at: this.clock.now(), actor: ENGINE, correlationId: dossier }),
      },
    ]);
    return hash;
  }

  /** All messages of a dossier, in the order in which they were kept. */
  async *messages(dossier: DossierId): AsyncGenerator<KeptMessage> {
    for await (const stored of this.stored(dossier)) {
      const { body, ...kept } = decodeJson(stored.data) as MessageKept;
      const bytes = openBody(this.vault, dossier, body, `${stored.id}/body`);
      yield { ...kept, at: metadataOf(stored).at, ...(bytes && { body: bytes }) };
    }
  }

  private stored(dossier: DossierId): AsyncIterable<StoredEvent> {
    return this.journal.store.readStream(streamOf(dossier));
  }
}

const streamOf = (dossier: DossierId): StreamName => `messages-${dossier}` as StreamName;
