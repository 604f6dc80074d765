import { funeral } from '@lienthong/agencies';
import { localDate } from '@lienthong/calendar';
import { give, inbound, problem } from './answer';
import { Callbacks } from './callbacks';
import { Desk, type Filed, type News } from './desk';
import { fingerprint } from './fingerprint';
import { lastWord } from './last-word';
import { notices, type NoticeManner, type TakenNotice } from './notices';
import { digits } from './random';
import { Reception, type Manner } from './reception';
import type { SigningSimulatorSettings, Simulator } from './simulator';
import { Tally } from './tally';

const WORDS: Readonly<Record<News['status'], funeral.ClaimState>> = {
  received: 'RECEIVED',
  'in-process': 'EXAMINED',
  'supplement-needed': 'SUPPLEMENT_WANTED',
  completed: 'GRANTED',
  refused: 'DENIED',
};

// What is paid, in dong: illustrative sums, not read in a law. [A]
const AMOUNTS: Readonly<Record<funeral.Entitlement, number>> = {
  INSURED: 23_400_000,
  MERIT: 23_400_000,
  VETERAN: 23_400_000,
  SOCIAL_PENSION: 10_000_000,
  SOCIAL_PROTECTION: 10_000_000,
};

/** An authority that pays funeral allowances: push, signed news, and the same news when asked. It pays what is claimed as the highest. */
export function funeralSimulator(
  agency: funeral.FuneralAuthority,
  { town, engineKeys, key, wrongKey }: SigningSimulatorSettings,
): Simulator {
  const tally = new Tally();
  const desk: Desk = new Desk(agency, town, {
    reference: (random) => `MT-${digits(random, 8)}`,
    tell: (filed, news) => void callbacks.tell(filed, news),
    results: (filed) => [{ afterMs: 0, result: { ...grant(filed, localDate(desk.now())) } }],
  });
  const callbacks = new Callbacks({ agency, key, wrongKey, scheduler: town.scheduler, faults: desk.faults, tally, write });
  const reception = new Reception(desk, tally, engineKeys, manner);
  const told = notices(desk, tally, noticeManner);
  const unknown = () => problem(404, 'CLAIM_UNKNOWN', 'no such claim');

  return {
    agency,
    desk,
    tally,
    callbacks,
    routes(app) {
      app.post(`/${agency}/v1/claims`, async (request, reply) => give(reply, await reception.push(inbound(request))));
      app.get<{ Params: { key: string } }>(`/${agency}/v1/claims/:key`, async (request, reply) => {
        const { key: handoff } = request.params;
        const answer = await reception.ask(inbound(request), handoff, () => {
          const filed = desk.filed.get(handoff);
          return filed ? { status: 200, body: write(filed, desk.standing(filed)) } : unknown();
        });
        await give(reply, answer);
      });
      app.post(`/${agency}/v1/claim-notices`, async (request, reply) => give(reply, await reception.handIn(inbound(request), told)));
      app.get<{ Params: { key: string } }>(`/${agency}/v1/claim-notices/:key`, async (request, reply) => {
        const { key: notice } = request.params;
        const answer = await reception.ask(inbound(request), notice, () => {
          const taken = desk.notices.get(notice);
          return taken ? { status: 200, body: receipt(taken) } : unknown();
        });
        await give(reply, answer);
      });
    },
  };
}

const receipt = ({ reference, receivedAt }: Filed | TakenNotice): funeral.ClaimReceipt => ({ claimNumber: reference, receivedAt });

function grant({ message, random }: Filed, today: string): funeral.Grant {
  const { entitlement } = message as funeral.FuneralClaim;
  return { decisionNumber: `${digits(random, 5)}/QĐ-MTP`, decidedOn: today, entitlement, amount: AMOUNTS[entitlement] };
}

const write = (filed: Filed, { messageId, status, at, note, result }: News): funeral.ClaimNews => ({
  messageId,
  claimKey: filed.handoff,
  claimNumber: filed.reference,
  state: WORDS[status],
  at,
  ...(note !== undefined && { remark: note }),
  ...(result && { grant: result as unknown as funeral.Grant }),
});

const manner: Manner<funeral.FuneralClaim> = {
  schema: funeral.funeralClaim,
  filing: (message) => ({
    handoff: message.claimKey,
    dossier: message.dossier,
    procedure: 'funeral-allowance',
    applicants: [message.claimant.personalId, lastWord(message.deceased.fullName)],
    fingerprint: fingerprint({ ...message, notifyUrl: undefined }),
    message,
  }),
  callbackUrl: ({ notifyUrl }) => notifyUrl,
  accepted: (filed) => ({ status: 202, body: receipt(filed) }),
  repeated: (filed) => ({ status: 200, body: receipt(filed) }),
  otherContent: () => problem(409, 'CLAIM_KEY_REUSED', 'the key was used before for other content'),
  withdrawn: () => problem(409, 'CLAIM_WITHDRAWN', 'it was withdrawn before it came'),
  unsigned: (detail) => problem(401, 'SIGNATURE', detail),
  invalid: (detail) => problem(422, 'CLAIM_INVALID', detail),
  failure: ({ code = 'INTERNAL', text = 'switched on by a fault', status = code === 'CLOSED' ? 503 : 500 }) => problem(status, code, text),
};

const KINDS = { SUPPLEMENT: 'supplement', CORRECTION: 'correction', WITHDRAWAL: 'withdrawal' } as const;

const noticeManner: NoticeManner<funeral.ClaimNotice> = {
  schema: funeral.claimNotice,
  notice: (message) => ({
    key: message.noticeKey,
    kind: KINDS[message.what],
    number: message.number,
    about: message.claimKey,
    dossier: message.dossier,
    fingerprint: fingerprint({ ...message, claim: message.claim && { ...message.claim, notifyUrl: undefined } }),
    ...(message.claim && { now: manner.filing(message.claim) }),
  }),
  accepted: (taken) => ({ status: 202, body: receipt(taken) }),
  repeated: (taken) => ({ status: 200, body: receipt(taken) }),
  otherContent: manner.otherContent,
  unknownCase: () => problem(409, 'CLAIM_NOT_YET_KNOWN', 'the claim that it is about is not known'),
  alreadyDecided: () => problem(409, 'CLAIM_DECIDED', 'the claim was decided before'),
};
