import { seal, unseal, type KeyVault } from '@lienthong/access';
import type { AgencyCode } from '@lienthong/bundle';
import type { Clock } from '@lienthong/calendar';
import type { Sha256 } from '@lienthong/dossier/domain';
import { decodeJson, encodeJson, metadataOf, NO_STREAM, RevisionConflict, type Journal, type StreamName } from '@lienthong/event-store';
import { v5 as uuidv5 } from 'uuid';
import { sha256 } from './message-archive';

export type QuarantineReason = 'unknown-dossier' | 'unknown-handoff' | 'wrong-agency' | 'unreadable' | 'result-breaks-contract';

// Stored for ever.
interface MessageQuarantined {
  readonly agency: AgencyCode;
  readonly reason: QuarantineReason;
  readonly detail?: string;
  readonly received: Sha256;
  readonly body: { readonly sealed: string };
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

/** Messages that were signed by an agency and cannot be taken over. Each is a stream of its own, so none is kept twice. */
export class Quarantine {
  constructor(
    private readonly journal: Journal,
    private readonly vault: KeyVault,
    private readonly clock: Clock,
  ) {}

  /** Keeps a message durably. `key` tells messages apart: the same key is the same message, and is kept once. */
  async keep(message: {
    readonly agency: AgencyCode;
    readonly reason: QuarantineReason;
    readonly key: string;
    readonly body: Uint8Array;
    readonly detail?: string;
  }): Promise<string> {
    const { agency, reason, key, body, detail } = message;
    const id = uuidv5(`${agency}/${reason}/${key}`, MESSAGES);
    const sealed = seal(await this.vault.keyFor(`${CATEGORY}${id}`), body, `${id}/body`).toString('base64');
    const data: MessageQuarantined = {
      agency,
      reason,
      ...(detail !== undefined && { detail }),
      received: sha256(body),
      body: { sealed },
    };
    const metadata = {
      at: this.clock.now(),
      actor: { kind: 'agency', id: agency },
      commandId: id,
      correlationId: id,
      causationId: id,
      decidedBy: 'fact',
      schema: 1,
    } as const;
    try {
      const draft = { id, type: 'MessageQuarantined', data: encodeJson(data), metadata };
      await this.journal.append(`${CATEGORY}${id}` as StreamName, NO_STREAM, [draft]);
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
    }
    return id;
  }

  /** What lies in quarantine, newest first. */
  async *list(limit = 100): AsyncGenerator<QuarantinedMessage> {
    const filter = { streamPrefixes: [CATEGORY] };
    for await (const stored of this.journal.store.readAll({ direction: 'backwards', limit, filter })) {
      const { body, ...message } = decodeJson(stored.data) as MessageQuarantined;
      const key = this.vault.find(stored.stream);
      const bytes = key && unseal(key, Buffer.from(body.sealed, 'base64'), `${stored.id}/body`);
      yield { id: stored.id, at: metadataOf(stored).at, ...message, ...(bytes && { body: bytes }) };
    }
  }
}
