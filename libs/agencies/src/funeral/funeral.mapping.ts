import { instant } from '@lienthong/calendar';
import { Unmappable, type AgencyReport, type AgencyStatus, type HandoffRequest } from '@lienthong/handoff';
import { claimant, deathEntry, deceased, payee, payment } from '../wire/death-fields';
import { Fields } from '../wire/fields';
import { some } from '../wire/some';
import type { ClaimNews, ClaimState, Entitlement, FuneralClaim, Grant } from './funeral.messages';

const ENTITLEMENT = {
  insured: 'INSURED',
  merit: 'MERIT',
  veteran: 'VETERAN',
  'social-pension': 'SOCIAL_PENSION',
  'social-protection': 'SOCIAL_PROTECTION',
} as const satisfies Readonly<Record<string, Entitlement>>;

/** The claim in the authority's words. Throws `Unmappable`. */
export function toFuneralClaim(request: HandoffRequest): FuneralClaim {
  if ((request.procedure as string) !== 'funeral-allowance') throw new Unmappable(`no funeral authority handles ${request.procedure}`);
  const payload = Fields.of(request.payload);
  const burial = payload.object('burial');
  return {
    claimKey: request.handoff,
    dossier: request.dossier,
    office: request.office,
    requestedAt: request.requestedAt,
    notifyUrl: request.callbackUrl,
    entitlement: payload.coded('entitlement', ENTITLEMENT),
    stated: payload.codedList('categories', ENTITLEMENT),
    deceased: deceased(payload.object('deceased')),
    deathEntry: deathEntry(payload.object('registration')),
    burial: { date: burial.date('date'), place: burial.text('place') },
    payee: payee(payload.object('payee')),
    payment: payment(payload.object('payment')),
    claimant: claimant(payload.object('requester')),
  };
}

const STATUS: Readonly<Record<ClaimState, AgencyStatus>> = {
  RECEIVED: 'received',
  EXAMINED: 'in-process',
  SUPPLEMENT_WANTED: 'supplement-needed',
  GRANTED: 'completed',
  DENIED: 'refused',
};

/** A message of the authority in the engine's words. */
export const fromClaimNews = (news: ClaimNews): AgencyReport => ({
  handoff: news.claimKey,
  message: news.messageId,
  status: STATUS[news.state],
  reference: news.claimNumber,
  reportedAt: instant(news.at),
  ...some('result', news.state === 'GRANTED' && news.grant ? result(news.grant) : undefined),
  ...some('note', news.remark === '' ? undefined : news.remark),
});

const CATEGORY = Object.fromEntries(Object.entries(ENTITLEMENT).map(([ours, theirs]) => [theirs, ours]));

const result = ({ decisionNumber, decidedOn, entitlement, amount }: Grant): Readonly<Record<string, unknown>> => ({
  decisionNumber,
  decidedOn,
  entitlement: CATEGORY[entitlement],
  amount,
});
