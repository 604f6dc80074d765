import type { Instant } from '@lienthong/calendar';

/** Who did it. There are no invented persons: what the engine does by itself is done by `system`. */
export interface Actor {
  readonly kind: 'citizen' | 'officer' | 'agency' | 'operator' | 'system';
  readonly id: string;
  /** Code of the office for which an officer acts. */
  readonly office?: string;
  readonly role?: string;
}

/**
 * What is kept about an event beside its data: stored as JSON, for ever. Add, never rename.
 */
export interface Metadata {
  /** When it was decided, by the writer's clock. */
  readonly at: Instant;
  readonly actor: Actor;
  /** The command that was carried out. The same command id never has an effect twice in a stream. */
  readonly commandId: string;
  /** The same for everything that belongs together: the dossier's id. */
  readonly correlationId: string;
  /** The event or command that led to this event. */
  readonly causationId: string;
  /** Facts came from outside; the saga's decisions follow from them and can be decided again. */
  readonly decidedBy: 'fact' | 'saga';
  /** The version of the bundle under which it was decided, once one is pinned: `birth@2024-07-01`. */
  readonly bundle?: string;
  /** Version of the data's schema; older ones are upcast on reading. */
  readonly schema: number;
  /** Hash of the event before it in the stream, or of nothing ({@link GENESIS}). */
  readonly previousHash: string;
  /** W3C Trace Context of the request that led to it. */
  readonly traceparent?: string;
}

/** The metadata of an event outside a dossier's own stream: a fact that no other command or event led to. */
export const ownFact = (
  id: string,
  { at, actor, correlationId }: Pick<Metadata, 'at' | 'actor' | 'correlationId'>,
): Omit<Metadata, 'previousHash'> => ({ at, actor, commandId: id, correlationId, causationId: id, decidedBy: 'fact', schema: 1 });

export const encodeJson = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

export const decodeJson = (bytes: Uint8Array): unknown =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());

export const metadataOf = (event: { readonly metadata: Uint8Array }): Metadata => decodeJson(event.metadata) as Metadata;
