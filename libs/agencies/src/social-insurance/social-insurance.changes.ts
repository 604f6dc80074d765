import type { HandoffRequest, NoticeAbout } from '@lienthong/handoff';
import { isoInstant, object, oneOf, open, text } from '../wire/schema-parts';
import { some } from '../wire/some';
import { WireSchema } from '../wire/wire-schema';
import { toInsuranceRequest } from './social-insurance.mapping';
import { insuranceRequest, type InsuranceRequest } from './social-insurance.messages';

/** `POST /social-insurance/api/changes`: what became of a request since. Our own proposal, as all that goes to Social Insurance. [D] */
export interface CardChange {
  /** The notice: the idempotency key, here and in the header. */
  readonly changeKey: string;
  readonly change: 'SUPPLEMENTED' | 'CORRECTED' | 'WITHDRAWN';
  /** Counts the supplements, or the corrections, of the dossier. */
  readonly ordinal: number;
  readonly requestKey: string;
  readonly requestNumber?: string;
  readonly dossierCode: string;
  readonly submittedAt: string;
  /** The whole request as it is now, under its own key; not where it is withdrawn. */
  readonly request?: InsuranceRequest;
}

export const cardChange = new WireSchema<CardChange>({
  ...object(
    {
      changeKey: text,
      change: oneOf('SUPPLEMENTED', 'CORRECTED', 'WITHDRAWN'),
      ordinal: { type: 'integer', minimum: 1 },
      requestKey: text,
      dossierCode: text,
      submittedAt: isoInstant,
    },
    { requestNumber: text, request: insuranceRequest.schema },
  ),
  if: { type: 'object', properties: { change: oneOf('WITHDRAWN') } },
  then: { type: 'object', properties: { request: false } },
  else: { type: 'object', required: ['request'] },
});

/** The answer, 201; 200 when they have it already, and to `GET /social-insurance/api/changes/{key}`. */
export interface ChangeReceipt {
  readonly changeKey: string;
  readonly changeNumber: string;
}
export const changeReceipt = new WireSchema<ChangeReceipt>(open({ changeKey: text, changeNumber: text }));

const CHANGE = { supplement: 'SUPPLEMENTED', correction: 'CORRECTED', withdrawal: 'WITHDRAWN' } as const;

/** A notice in Social Insurance's words. Throws `Unmappable`. */
export function toCardChange(request: HandoffRequest, { kind, number, handoff: requestKey, reference }: NoticeAbout): CardChange {
  return {
    changeKey: request.handoff,
    change: CHANGE[kind],
    ordinal: number,
    requestKey,
    ...some('requestNumber', reference),
    dossierCode: request.dossier,
    submittedAt: request.requestedAt,
    ...some('request', kind === 'withdrawal' ? undefined : toInsuranceRequest({ ...request, handoff: requestKey })),
  };
}
