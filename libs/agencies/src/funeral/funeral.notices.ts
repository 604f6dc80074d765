import type { HandoffRequest, NoticeAbout } from '@lienthong/handoff';
import { isoInstant, object, oneOf, text } from '../wire/schema-parts';
import { some } from '../wire/some';
import { WireSchema } from '../wire/wire-schema';
import { toFuneralClaim } from './funeral.mapping';
import { funeralClaim, type FuneralClaim } from './funeral.messages';

/**
 * `POST /{authority}/v1/claim-notices`: something about a claim. Answered as a claim is, and `GET /{authority}/v1/claim-notices/{key}`
 * answers the same. Our own proposal, as all that goes to these authorities. [D]
 */
export interface ClaimNotice {
  /** The notice: the idempotency key, here and in the header. */
  readonly noticeKey: string;
  readonly what: 'SUPPLEMENT' | 'CORRECTION' | 'WITHDRAWAL';
  /** Counts the supplements, or the corrections, of the dossier. */
  readonly number: number;
  readonly claimKey: string;
  readonly claimNumber?: string;
  readonly dossier: string;
  readonly office: string;
  readonly requestedAt: string;
  /** The whole claim as it is now, under its own key; not in a withdrawal. */
  readonly claim?: FuneralClaim;
}

export const claimNotice = new WireSchema<ClaimNotice>({
  ...object(
    {
      noticeKey: text,
      what: oneOf('SUPPLEMENT', 'CORRECTION', 'WITHDRAWAL'),
      number: { type: 'integer', minimum: 1 },
      claimKey: text,
      dossier: text,
      office: text,
      requestedAt: isoInstant,
    },
    { claimNumber: text, claim: funeralClaim.schema },
  ),
  if: { type: 'object', properties: { what: oneOf('WITHDRAWAL') } },
  then: { type: 'object', properties: { claim: false } },
  else: { type: 'object', required: ['claim'] },
});

const WHAT = { supplement: 'SUPPLEMENT', correction: 'CORRECTION', withdrawal: 'WITHDRAWAL' } as const;

/** A notice in the authority's words. Throws `Unmappable`. */
export function toClaimNotice(request: HandoffRequest, about: NoticeAbout): ClaimNotice {
  const { kind, number, handoff: claimKey, reference } = about;
  return {
    noticeKey: request.handoff,
    what: WHAT[kind],
    number,
    claimKey,
    ...some('claimNumber', reference),
    dossier: request.dossier,
    office: request.office,
    requestedAt: request.requestedAt,
    ...some('claim', kind === 'withdrawal' ? undefined : toFuneralClaim({ ...request, handoff: claimKey })),
  };
}
