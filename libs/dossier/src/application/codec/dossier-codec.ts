import type { SubjectKey } from '@lienthong/access';
import type { Instant } from '@lienthong/calendar';
import { decodeJson, encodeJson, metadataOf, type Draft, type Metadata, type StoredEvent, type StreamName } from '@lienthong/event-store';
import type { DossierEvent, DossierId } from '../../domain';
import { openFields, sealFields } from './sealed-fields';
import { currentSchema, upcast, UPCASTERS, type Upcasters } from './upcasters';

const CATEGORY = 'dossier-';

export const DOSSIER_STREAMS = [CATEGORY] as const;

export const streamOf = (id: DossierId): StreamName => `${CATEGORY}${id}` as StreamName;

export const dossierOf = (stream: StreamName): DossierId => stream.slice(CATEGORY.length) as DossierId;

/** An event of a dossier as it was read. */
export interface RecordedEvent {
  readonly id: string;
  readonly revision: number;
  readonly at: Instant;
  readonly event: DossierEvent;
  readonly metadata: Metadata;
}

/** From stored bytes to the domain's event: opened with the dossier's key, or erased without it; then upcast. */
export function decode(stored: StoredEvent, key: SubjectKey | undefined, upcasters: Upcasters = UPCASTERS): RecordedEvent {
  const { id, type, revision } = stored;
  const metadata = metadataOf(stored);
  const opened = openFields(decodeJson(stored.data) as Record<string, unknown>, key, id);
  const data = upcast(type, metadata.schema, opened, upcasters);
  // The types of the log are the types of the domain: what is read here was written by `encode`.
  const event = { type, data } as DossierEvent;
  return { id, revision, at: metadata.at, event, metadata };
}

/** From the domain's event to bytes. `key` is needed where a field is personal. */
export function encode(event: DossierEvent, id: string, key: SubjectKey | undefined, metadata: Omit<Draft['metadata'], 'schema'>): Draft {
  const data = encodeJson(sealFields(event, key, id));
  return { id, type: event.type, data, metadata: { ...metadata, schema: currentSchema(event.type) } };
}
