import { seal, unseal, type SubjectKey } from '@lienthong/access';
import { decodeJson, encodeJson } from '@lienthong/event-store';
import { ERASED, isErased, type DossierEvent } from '../../domain';

// Which fields of which events are personal. A storage format like the events themselves: add, never take away.
const PERSONAL: { readonly [Type in DossierEvent['type']]?: readonly string[] } = {
  DossierSubmitted: ['form'],
  OfficeAssigned: ['reason'],
  DuplicateDecided: ['reason'],
  DossierDeclined: ['reason'],
  SupplementRequested: ['what'],
  SupplementProvided: ['form', 'note'],
  WithdrawalRequested: ['reason'],
  VerificationRequired: ['reason'],
  ApologyIssued: ['cause'],
  DossierStopped: ['reason'],
  DossierCorrected: ['form', 'results', 'reason'],
  HandoffAttemptFailed: ['detail'],
  HandoffInquiryFailed: ['detail'],
  HandoffRefused: ['detail'],
  AgencyStatusReported: ['result', 'note'],
};

type Data = Readonly<Record<string, unknown>>;
interface SealedField {
  readonly sealed: string;
}

const isSealed = (value: unknown): value is SealedField => isObject(value) && typeof value['sealed'] === 'string';

const isErasedField = (value: unknown): boolean => isObject(value) && value['erased'] === true;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const personalFields = (type: string, data: Data): string[] =>
  (PERSONAL[type as DossierEvent['type']] ?? []).filter((field) => data[field] !== undefined);

/** Something in the event has to be sealed, so the dossier's key is needed to write it. */
export const hasPersonalFields = (event: DossierEvent): boolean => personalFields(event.type, event.data).length > 0;

/**
 * The event's data with every personal field replaced by `{ sealed: base64 }`, bound to this event and field. Without a key,
 * because it was erased, by `{ erased: true }`.
 */
export function sealFields(event: DossierEvent, key: SubjectKey | undefined, eventId: string): Data {
  const data: Record<string, unknown> = { ...event.data };
  for (const field of personalFields(event.type, event.data)) {
    const value = data[field];
    data[field] = key && !isErased(value) ? sealed(value, key, `${eventId}/${field}`) : ERASED;
  }
  return data;
}

const sealed = (value: unknown, key: SubjectKey, context: string): SealedField => ({
  sealed: seal(key, encodeJson(value), context).toString('base64'),
});

/**
 * The data with its sealed fields opened; without the key, each of them is `ERASED`. What is stored says what is sealed, not
 * the table above: a field that became personal later stands in the clear in older events.
 */
export function openFields(data: Data, key: SubjectKey | undefined, eventId: string): Data {
  const open = (field: string, value: unknown): unknown => {
    if (isErasedField(value)) return ERASED;
    if (!isSealed(value)) return value;
    return key ? decodeJson(unseal(key, Buffer.from(value.sealed, 'base64'), `${eventId}/${field}`)) : ERASED;
  };
  return Object.fromEntries(Object.entries(data).map(([field, value]) => [field, open(field, value)]));
}

/** The same without a key, on data that was just parsed and belongs to nobody else: every sealed field becomes `ERASED`, in place. */
export function eraseFields(data: Record<string, unknown>): Data {
  for (const field in data) {
    const value = data[field];
    if (isSealed(value) || isErasedField(value)) data[field] = ERASED;
  }
  return data;
}

/**
 * The event's data for people who may see what happened but not to whom: personal fields show as one word, and fingerprints, by which
 * dossiers about the same people could be found, not at all.
 */
export function shownAs(event: DossierEvent, personal: 'sealed' | 'erased'): Data {
  const shown: Record<string, unknown> = { ...event.data };
  delete shown['fingerprints'];
  for (const field of personalFields(event.type, event.data)) shown[field] = personal;
  return shown;
}
