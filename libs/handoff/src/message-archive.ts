import { hash as digest, randomUUID } from 'node:crypto';
import type { KeyVault } from '@lienthong/access';
import type { Clock } from '@lienthong/calendar';
import { RecentlyUsed } from '@lienthong/dossier/reading';
import type { DossierId, HandoffId, Sha256 } from '@lienthong/dossier/domain';
import {
  decodeJson,
  encodeJson,
  headOf,
  ownFact,
  metadataOf,
  NO_STREAM,
  RevisionConflict,
  type Actor,
  type Draft,
  type Head,
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

export const sha256 = (bytes: Uint8Array): Sha256 => digest('sha256', bytes, 'hex') as Sha256;

const ENGINE: Actor = { kind: 'system', id: 'exchange' };

/** So many dossiers' streams are remembered: their ends, and what is in them. */
const REMEMBERED = 5_000;
const ALREADY = Promise.resolve();

interface StreamEnd {
  /** As far as it is known to be written: what is chained behind anything else might come to stand behind another event. */
  head: Head;
  /** The last write, whatever came of it. */
  writing: Promise<unknown>;
  /** What was kept or is on its way. */
  readonly kept: Map<string, Promise<unknown>>;
}

const nameOf = ({ handoff, direction }: Pick<MessageKept, 'handoff' | 'direction'>, hash: Sha256): string =>
  `${handoff} ${direction} ${hash}`;

/**
 * The exact bytes that went to an agency and came from it, sealed under the dossier's key, found by their hash. They stand in
 * the stream `messages-<dossier>`, so what keeps the log keeps them too.
 */
export class MessageArchive {
  private readonly ends = new RecentlyUsed<DossierId, StreamEnd>(REMEMBERED);

  constructor(
    private readonly journal: Journal,
    private readonly vault: KeyVault,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a message and tells its hash, once the bytes are on the disk: what cites them is recorded afterwards, so that nothing is cited
   * that was refused. Bytes that are there already are not kept twice.
   *
   * @param first the dossier has exchanged nothing yet, as far as the caller knows: its stream need not be looked for
   */
  async keep(
    dossier: DossierId,
    about: Pick<MessageKept, 'handoff' | 'direction' | 'signature'>,
    body: Uint8Array,
    first = false,
  ): Promise<Sha256> {
    const hash = sha256(body);
    const id = randomUUID();
    const sealed = await sealBody(this.vault, dossier, body, `${id}/body`);
    const ends =
      this.ends.get(dossier) ??
      (first ? { head: NO_STREAM, writing: ALREADY, kept: new Map<string, Promise<unknown>>() } : await this.look(dossier));
    const name = nameOf(about, hash);
    let keeping = ends.kept.get(name);
    if (!keeping) {
      const data: MessageKept = { ...about, sha256: hash, body: sealed };
      const metadata = ownFact(id, { at: this.clock.now(), actor: ENGINE, correlationId: dossier });
      const draft = { id, type: 'MessageKept', data: encodeJson(data), metadata };
      keeping = ends.writing.then(() => this.write(dossier, ends, draft));
      ends.writing = keeping.catch(() => undefined);
      ends.kept.set(name, keeping);
      this.ends.set(dossier, ends);
    }
    await keeping;
    ends.kept.set(name, ALREADY);
    return hash;
  }

  /** All messages of a dossier, in the order in which they were kept. */
  async *messages(dossier: DossierId): AsyncGenerator<KeptMessage> {
    for await (const stored of this.stored(dossier)) {
      const { body, ...kept } = decodeJson(stored.data) as MessageKept;
      const bytes = await openBody(this.vault, dossier, body, `${stored.id}/body`);
      yield { ...kept, at: metadataOf(stored).at, ...(bytes && { body: bytes }) };
    }
  }

  /** One after the other. When somebody else wrote to the stream, or the disk failed, what is remembered of it is worth nothing. */
  private async write(dossier: DossierId, ends: StreamEnd, draft: Draft): Promise<void> {
    const stream = streamOf(dossier);
    try {
      ends.head = (await this.journal.append(stream, ends.head, [draft])).head;
    } catch (error) {
      this.ends.delete(dossier);
      if (!(error instanceof RevisionConflict)) throw error;
      ends.head = (await this.journal.add(stream, [draft])).head;
    }
  }

  private async look(dossier: DossierId): Promise<StreamEnd> {
    const kept = new Map<string, Promise<unknown>>();
    let head = NO_STREAM;
    for await (const stored of this.stored(dossier)) {
      const message = decodeJson(stored.data) as MessageKept;
      kept.set(nameOf(message, message.sha256), ALREADY);
      head = headOf(stored);
    }
    // Another may have looked, and handed in, meanwhile.
    return this.ends.get(dossier) ?? { head, writing: ALREADY, kept };
  }

  private stored(dossier: DossierId): AsyncIterable<StoredEvent> {
    return this.journal.store.readStream(streamOf(dossier));
  }
}

const streamOf = (dossier: DossierId): StreamName => `messages-${dossier}` as StreamName;
