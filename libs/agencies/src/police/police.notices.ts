import type { HandoffRequest, NoticeAbout } from '@lienthong/handoff';
import { isoInstant, object, oneOf, text } from '../wire/schema-parts';
import { some } from '../wire/some';
import { WireSchema } from '../wire/wire-schema';
import { toPoliceHandoff } from './police.mapping';
import { policeHandoff, type PoliceHandoff } from './police.messages';

/**
 * `POST /police/v1/notices`: something about a handoff. Answered as a handoff is, and `GET /police/v1/notices/{key}` answers the same.
 * Our own proposal, as all that goes to the Police. [D]
 */
export interface PoliceNotice {
  /** The notice: the idempotency key, here and in the header. */
  readonly key: string;
  readonly kind: 'SUPPLEMENT' | 'CORRECTION' | 'WITHDRAWAL';
  /** Counts the supplements, or the corrections, of the dossier. */
  readonly number: number;
  readonly about: { readonly key: string; readonly reference?: string };
  readonly dossier: string;
  readonly office: string;
  readonly requestedAt: string;
  /** The whole handoff as it is now, under its own key; not in a withdrawal. */
  readonly handoff?: PoliceHandoff;
}

export const policeNotice = new WireSchema<PoliceNotice>({
  ...object(
    {
      key: text,
      kind: oneOf('SUPPLEMENT', 'CORRECTION', 'WITHDRAWAL'),
      number: { type: 'integer', minimum: 1 },
      about: object({ key: text }, { reference: text }),
      dossier: text,
      office: text,
      requestedAt: isoInstant,
    },
    { handoff: policeHandoff.schema },
  ),
  if: { type: 'object', properties: { kind: oneOf('WITHDRAWAL') } },
  then: { type: 'object', properties: { handoff: false } },
  else: { type: 'object', required: ['handoff'] },
});

const KIND = { supplement: 'SUPPLEMENT', correction: 'CORRECTION', withdrawal: 'WITHDRAWAL' } as const;

/** A notice in the Police's words. Throws `Unmappable`. */
export function toPoliceNotice(request: HandoffRequest, about: NoticeAbout): PoliceNotice {
  const { kind, number, handoff: key, reference } = about;
  return {
    key: request.handoff,
    kind: KIND[kind],
    number,
    about: { key, ...some('reference', reference) },
    dossier: request.dossier,
    office: request.office,
    requestedAt: request.requestedAt,
    ...some('handoff', kind === 'withdrawal' ? undefined : toPoliceHandoff({ ...request, handoff: key })),
  };
}
