import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { KeyVault } from '@lienthong/access';
import { toMillis, type Clock } from '@lienthong/calendar';
import {
  decodeJson,
  encodeJson,
  ownFact,
  NO_STREAM,
  RevisionConflict,
  type Actor,
  type Journal,
  type StreamName,
} from '@lienthong/event-store';
import { v7 as uuidv7 } from 'uuid';
import type { DossierId } from '../domain';

// Stored for ever.
interface SubmissionKeyTaken {
  readonly dossier: DossierId;
  /** HMAC-SHA256 of the request under the dossier's key: tells a changed request, and tells nothing once the key is erased. */
  readonly request: string;
}

/** The same key came with another request before. */
export class IdempotencyKeyReused extends Error {
  readonly code = 'idempotency-key-reused';
}

/**
 * Gives a submission its dossier id. Under an idempotency key the same actor always gets the same id, so that a client
 * that never saw the answer can ask again; also after the engine was killed in between.
 */
export class SubmissionKeys {
  constructor(
    private readonly journal: Journal,
    private readonly vault: KeyVault,
    private readonly clock: Clock,
  ) {}

  /** A new id: a UUIDv7 (RFC 9562), so ids sort by the time of submission. */
  newId(): DossierId {
    return uuidv7({ msecs: toMillis(this.clock.now()) }) as DossierId;
  }

  /** The id that was given under this key before. @throws IdempotencyKeyReused the key was used for another request */
  find(actor: Actor, idempotencyKey: string, request: unknown): Promise<DossierId | undefined> {
    return this.taken(streamOf(actor, idempotencyKey), request);
  }

  /** The id under this key, given now if it is new. @throws IdempotencyKeyReused the key was used for another request */
  async idFor(actor: Actor, idempotencyKey: string, request: unknown): Promise<DossierId> {
    const stream = streamOf(actor, idempotencyKey);
    return (await this.taken(stream, request)) ?? (await this.take(stream, actor, request));
  }

  private async take(stream: StreamName, actor: Actor, request: unknown): Promise<DossierId> {
    const dossier = this.newId();
    await this.vault.keyFor(dossier);
    const data: SubmissionKeyTaken = { dossier, request: (await this.fingerprint(dossier, request)) ?? '' };
    const id = randomUUID();
    const metadata = ownFact(id, { at: this.clock.now(), actor, correlationId: dossier });
    try {
      await this.journal.append(stream, NO_STREAM, [{ id, type: 'SubmissionKeyTaken', data: encodeJson(data), metadata }]);
      return dossier;
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      return (await this.taken(stream, request)) ?? dossier;
    }
  }

  private async taken(stream: StreamName, request: unknown): Promise<DossierId | undefined> {
    for await (const event of this.journal.store.readStream(stream, { limit: 1 })) {
      const { dossier, request: before } = decodeJson(event.data) as SubmissionKeyTaken;
      const now = await this.fingerprint(dossier, request);
      if (now !== undefined && now !== before) throw new IdempotencyKeyReused(`the key belongs to another request for ${dossier}`);
      return dossier;
    }
    return undefined;
  }

  private async fingerprint(dossier: DossierId, request: unknown): Promise<string | undefined> {
    const key = await this.vault.find(dossier);
    return key && createHmac('sha256', key).update(canonical(request)).digest('hex');
  }
}

/** The key is the client's secret to repeat with, so only its hash is in the log. */
function streamOf(actor: Actor, idempotencyKey: string): StreamName {
  const name = createHash('sha256')
    .update(JSON.stringify([actor.kind, actor.id, idempotencyKey]))
    .digest('hex');
  return `submission-${name}` as StreamName;
}

/** JSON in which the order of members does not matter: the same request written otherwise is the same request. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
