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
const START = '{"at":"';
const SCHEMA = '"schema":';

function timeOf(stored: StoredEvent): { readonly at: Instant; readonly schema: number } {
  const { buffer, byteOffset, byteLength } = stored.metadata;
  const metadata = Buffer.from(buffer, byteOffset, byteLength);
  const text = metadata.toString('latin1');
  const schema = text.indexOf(SCHEMA);
  if (schema < 0 || text.includes(SCHEMA, schema + 1) || !text.startsWith(START)) return metadataOf(stored);
  // Out of the bytes once more: a piece of the text would keep all of it in memory as long as the dossier.
  const at = metadata.toString('latin1', START.length, text.indexOf('"', START.length));
  return { at: at as Instant, schema: Number.parseInt(text.slice(schema + SCHEMA.length), 10) };
}
