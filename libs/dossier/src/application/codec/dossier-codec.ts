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
export function encode(event: DossierEvent, id: string, key: SubjectKey | undefined, metadata: MetadataOfType): Draft {
  const { type } = event;
  return { id, type, data: encodeJson(sealFields(event, key, id)), metadata: metadata(type) };
}

/** The metadata of events that have all in common but their type: the same object for types of the same schema version. */
export type MetadataOfType = (type: string) => Draft['metadata'];

export function metadataFor(shared: Omit<Draft['metadata'], 'schema'>): MetadataOfType {
  const first: Draft['metadata'] = { ...shared, schema: 1 };
  return (type) => {
    const schema = currentSchema(type);
    return schema === 1 ? first : { ...shared, schema };
  };
}
