import type { KeyVault } from '@lienthong/access';
import type { AgencyCode } from '@lienthong/bundle';
import type { Clock } from '@lienthong/calendar';
import type { DossierId, Sha256 } from '@lienthong/dossier/domain';
import { decodeJson, encodeJson, ownFact, metadataOf, NO_STREAM, type Journal, type StreamName } from '@lienthong/event-store';
import { v5 as uuidv5 } from 'uuid';
import { sha256 } from './message-archive';
import { openBody, sealBody, type SealedBody } from './sealed-body';

export type QuarantineReason = 'unknown-dossier' | 'unknown-handoff' | 'wrong-agency' | 'unreadable' | 'result-breaks-contract';

// Stored for ever.
interface MessageQuarantined {
  readonly agency: AgencyCode;
  readonly reason: QuarantineReason;
  readonly detail?: string;
  /** What the message says that it is about; absent when it could not be read. */
  readonly handoff?: string;
  readonly message?: string;
  readonly received: Sha256;
  /** Whose key seals the body: the dossier's, where it is known. */
  readonly subject: string;
  readonly body: SealedBody;
}

export interface QuarantinedMessage extends Omit<MessageQuarantined, 'body'> {
  readonly id: string;
  readonly at: string;
  /** The exact bytes, if their key is there. */
  readonly body?: Uint8Array;
}

// The namespace (RFC 9562, section 5.5) in which the same message gets the same id.
const MESSAGES = '8f3b1f4e-7a51-5c55-8a2e-717561726e74';
const CATEGORY = 'quarantine-';

/**
 * Messages that were signed by an agency and cannot be taken over. Each is a stream of its own with one event, whose id follows
 * from the message: appending it again finds it there.
 */
export class Quarantine {
  constructor(
    private readonly journal: Journal,
    private readonly vault: KeyVault,
    private readonly clock: Clock,
  ) {}

  /** Keeps a message durably, and tells its id. The same message for the same reason is kept once. */
  async keep(found: {
    readonly agency: AgencyCode;
    readonly reason: QuarantineReason;
    readonly body: Uint8Array;
    readonly detail?: string;
    readonly handoff?: string;
    readonly message?: string;
    readonly dossier?: DossierId;
  }): Promise<string> {
    const { body, dossier, ...about } = found;
    const { agency, reason, handoff = '', message = '' } = about;
    const received = sha256(body);
    const id = uuidv5(JSON.stringify([agency, reason, handoff, message, received]), MESSAGES);
    const subject = dossier ?? `${CATEGORY}${id}`;
    const data: MessageQuarantined = { ...about, received, subject, body: await sealBody(this.vault, subject, body, `${id}/body`) };
    const metadata = ownFact(id, { at: this.clock.now(), actor: { kind: 'agency', id: agency }, correlationId: id });
    const draft = { id, type: 'MessageQuarantined', data: encodeJson(data), metadata };
    await this.journal.append(`${CATEGORY}${id}` as StreamName, NO_STREAM, [draft]);
    return id;
  }

  /** What lies in quarantine, newest first. */
  async *list(limit = 100): AsyncGenerator<QuarantinedMessage> {
    const filter = { streamPrefixes: [CATEGORY] };
    for await (const stored of this.journal.store.readAll({ direction: 'backwards', limit, filter })) {
      const { body, ...message } = decodeJson(stored.data) as MessageQuarantined;
      const bytes = await openBody(this.vault, message.subject, body, `${stored.id}/body`);
      yield { id: stored.id, at: metadataOf(stored).at, ...message, ...(bytes && { body: bytes }) };
    }
  }
}
