import { seal, unseal, type SubjectKey } from '@lienthong/access';
import { decodeJson, encodeJson } from '@lienthong/event-store';
import { ERASED, isErased, type DossierEvent } from '../../domain';

// Which fields of which events are personal. A storage format like the events themselves: add, never take away.
const PERSONAL: { readonly [Type in DossierEvent['type']]?: readonly string[] } = {
  DossierSubmitted: ['form'],
  HandoffAttemptFailed: ['detail'],
  HandoffInquiryFailed: ['detail'],
  HandoffRefused: ['detail'],
  AgencyStatusReported: ['result', 'note'],
};

type Data = Readonly<Record<string, unknown>>;
interface SealedField {
  readonly sealed: string;
}

const isSealed = (value: unknown): value is SealedField =>
  typeof value === 'object' && value !== null && typeof (value as SealedField).sealed === 'string';

const personalFields = (type: string, data: Data): string[] =>
  (PERSONAL[type as DossierEvent['type']] ?? []).filter((field) => data[field] !== undefined);

/** Something in the event has to be sealed, so the dossier's key is needed to write it. */
export const hasPersonalFields = (event: DossierEvent): boolean => personalFields(event.type, event.data).length > 0;

/** The event's data with every personal field replaced by `{ sealed: base64 }`, bound to this event and field. */
export function sealFields(event: DossierEvent, key: SubjectKey | undefined, eventId: string): Data {
  const data: Record<string, unknown> = { ...event.data };
  for (const field of personalFields(event.type, event.data)) {
    if (!key || isErased(data[field])) throw new Error(`${event.type}.${field} is personal and cannot be written without a key`);
    data[field] = { sealed: seal(key, encodeJson(data[field]), `${eventId}/${field}`).toString('base64') } satisfies SealedField;
  }
  return data;
}

/** The data with its personal fields opened; without the key, each of them is `ERASED`. */
export function openFields(type: string, data: Data, key: SubjectKey | undefined, eventId: string): Data {
  const opened: Record<string, unknown> = { ...data };
  for (const field of personalFields(type, data)) {
    const value = data[field];
    if (!isSealed(value)) throw new Error(`${type}.${field} of event ${eventId} should be sealed and is not`);
    opened[field] = key ? decodeJson(unseal(key, Buffer.from(value.sealed, 'base64'), `${eventId}/${field}`)) : ERASED;
  }
  return opened;
}

/** The event's data for people who may see what happened but not to whom: personal fields show as one word. */
export function shownAs(event: DossierEvent, personal: 'sealed' | 'erased'): Data {
  const shown: Record<string, unknown> = { ...event.data };
  for (const field of personalFields(event.type, event.data)) shown[field] = personal;
  return shown;
}
