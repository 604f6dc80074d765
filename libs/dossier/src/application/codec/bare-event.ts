import type { Instant } from '@lienthong/calendar';
import { decodeJson, metadataOf, type StoredEvent } from '@lienthong/event-store';
import type { DossierEvent } from '../../domain';
import { eraseFields } from './sealed-fields';
import { upcast } from './upcasters';

/** What happened and when, and nothing more. */
export interface BareEvent {
  readonly event: DossierEvent;
  readonly at: Instant;
}

/**
 * From stored bytes to what happened and when, personal fields erased: for who reads all of the log and needs no more of it. A good half of
 * what {@link decode} costs goes into the metadata; of these, two values are picked out here.
 */
export function decodeBare(stored: StoredEvent): BareEvent {
  const { at, schema } = timeOf(stored);
  const data = upcast(stored.type, schema, eraseFields(decodeJson(stored.data) as Record<string, unknown>));
  return { event: { type: stored.type, data } as DossierEvent, at };
}

// As the journal writes it. Inside a text a quotation mark is escaped, so only a key can look like this.
const START = Buffer.from('{"at":"');
const SCHEMA = Buffer.from('"schema":');
const QUOTE = 0x22;

function timeOf(stored: StoredEvent): { readonly at: Instant; readonly schema: number } {
  const { buffer, byteOffset, byteLength } = stored.metadata;
  const metadata = Buffer.from(buffer, byteOffset, byteLength);
  const schema = metadata.indexOf(SCHEMA);
  const plain = schema > 0 && metadata.indexOf(SCHEMA, schema + 1) < 0 && metadata.compare(START, 0, START.length, 0, START.length) === 0;
  if (!plain) return metadataOf(stored);
  const at = metadata.toString('latin1', START.length, metadata.indexOf(QUOTE, START.length));
  return {
    at: at as Instant,
    schema: Number.parseInt(metadata.toString('latin1', schema + SCHEMA.length, schema + SCHEMA.length + 6), 10),
  };
}
