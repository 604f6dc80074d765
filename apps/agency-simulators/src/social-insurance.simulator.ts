import { socialInsurance } from '@lienthong/agencies';
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

const WORDS: Readonly<Record<News['status'], socialInsurance.InsuranceState>> = {
  received: 'ACCEPTED',
  'in-process': 'IN_PROGRESS',
  'supplement-needed': 'NEEDS_SUPPLEMENT',
  completed: 'ISSUED',
  refused: 'DECLINED',
};

/** Social Insurance's system: push, signed news, and the same news when asked. */
export function socialInsuranceSimulator({ town, engineKeys, key, wrongKey }: SigningSimulatorSettings): Simulator {
  const tally = new Tally();
  const desk: Desk = new Desk('social-insurance', town, {
    reference: (random) => `BHXH${digits(random, 8)}`,
    tell: (filed, news) => void callbacks.tell(filed, news),
    results: (filed) => [{ afterMs: 0, result: result(filed, localDate(desk.now())) }],
  });
  const { faults } = desk;
  const callbacks = new Callbacks({ agency: 'social-insurance', key, wrongKey, scheduler: town.scheduler, faults, tally, write });
  const reception = new Reception(desk, tally, engineKeys, manner);
  const changes = notices(desk, tally, changeManner);
  const unknown = () => problem(404, 'BH_UNKNOWN_REQUEST', 'no such request');

  return {
    agency: 'social-insurance',
    desk,
    tally,
    callbacks,
    routes(app) {
      app.post('/social-insurance/api/requests', async (request, reply) => give(reply, await reception.push(inbound(request))));
      app.get<{ Params: { key: string } }>('/social-insurance/api/requests/:key', async (request, reply) => {
        const { key: handoff } = request.params;
        const answer = await reception.ask(inbound(request), handoff, () => {
          const filed = desk.filed.get(handoff);
          return filed ? { status: 200, body: write(filed, desk.standing(filed)) } : unknown();
        });
        await give(reply, answer);
      });
      app.post('/social-insurance/api/changes', async (request, reply) => give(reply, await reception.handIn(inbound(request), changes)));
      app.get<{ Params: { key: string } }>('/social-insurance/api/changes/:key', async (request, reply) => {
        const { key: change } = request.params;
        const answer = await reception.ask(inbound(request), change, () => {
          const taken = desk.notices.get(change);
          return taken ? { status: 200, body: receipt(taken) } : unknown();
        });
        await give(reply, answer);
      });
    },
  };
}

// What is paid, in dong: illustrative sums, not read in a law. [A]
const FUNERAL_ALLOWANCE = 23_400_000;
const SURVIVOR_BENEFIT = { MONTHLY: 1_170_000, ONE_OFF: 70_200_000 } as const;

type Result = Pick<socialInsurance.InsuranceNews, 'card' | 'decision'>;

function result({ message, random }: Filed, today: string): Result {
  const request = message as socialInsurance.InsuranceRequest;
  switch (request.service) {
    case 'CHILD_CARD':
      return { card: card(request, digits(random, 10), today) };
    case 'FUNERAL_ALLOWANCE':
      return { decision: { decisionNumber: `${digits(random, 6)}/QĐ-BHXH`, decidedOn: today, amount: FUNERAL_ALLOWANCE } };
    case 'SURVIVOR_BENEFIT': {
      const { benefit } = request;
      return { decision: { decisionNumber: `${digits(random, 6)}/QĐ-TT`, decidedOn: today, amount: SURVIVOR_BENEFIT[benefit], benefit } };
    }
  }
}

const card = (
  { insured, firstClinicCode }: socialInsurance.CardRequest,
  insuranceNumber: string,
  today: string,
): socialInsurance.HealthCard => ({
  cardNumber: `TE1${insured.cardAddress.province}${insuranceNumber}`,
  insuranceNumber,
  validFrom: today,
  firstClinicCode,
});

const write = (filed: Filed, { messageId, status, at, note, result: given }: News): socialInsurance.InsuranceNews => ({
  eventId: messageId,
  requestKey: filed.handoff,
  requestNumber: filed.reference,
  state: WORDS[status],
  changedAt: at,
  ...(note !== undefined && { remark: note }),
  ...(given as Result | undefined),
});

const PROCEDURES: Readonly<Record<socialInsurance.InsuranceRequest['service'], string>> = {
  CHILD_CARD: 'health-insurance-card',
  FUNERAL_ALLOWANCE: 'funeral-allowance',
  SURVIVOR_BENEFIT: 'survivor-benefit',
};

/** Whom it is about: the child, or the deceased. */
const subject = (request: socialInsurance.InsuranceRequest): { readonly fullName: string } =>
  request.service === 'CHILD_CARD' ? request.insured : request.deceased;

const manner: Manner<socialInsurance.InsuranceRequest> = {
  schema: socialInsurance.insuranceRequest,
  filing: (message) => ({
    handoff: message.requestKey,
    dossier: message.dossierCode,
    procedure: PROCEDURES[message.service],
    applicants: [message.applicant.personalId, lastWord(subject(message).fullName)],
    fingerprint: fingerprint({ ...message, notifyUrl: undefined }),
    message,
  }),
  callbackUrl: ({ notifyUrl }) => notifyUrl,
  accepted: ({ reference }) => ({ status: 201, body: { requestNumber: reference, state: 'ACCEPTED' } }),
  repeated: ({ reference }) => ({ status: 200, body: { requestNumber: reference, state: 'ACCEPTED' } }),
  otherContent: () => problem(409, 'BH_KEY_REUSED', 'the key was used before for other content'),
  withdrawn: () => problem(409, 'BH_WITHDRAWN', 'it was withdrawn before it came'),
  unsigned: (detail) => problem(401, 'BH_SIGNATURE', detail),
  invalid: (detail) => problem(422, 'BH_INVALID', detail),
  failure: ({ code = 'BH_INTERNAL', text = 'switched on by a fault', status = code === 'BH_CLOSED' ? 503 : 500 }) =>
    problem(status, code, text),
};

const KINDS = { SUPPLEMENTED: 'supplement', CORRECTED: 'correction', WITHDRAWN: 'withdrawal' } as const;

const receipt = ({ key, reference }: TakenNotice): socialInsurance.ChangeReceipt => ({ changeKey: key, changeNumber: `BHTD${reference}` });

const changeManner: NoticeManner<socialInsurance.CardChange> = {
  schema: socialInsurance.cardChange,
  notice: (message) => ({
    key: message.changeKey,
    kind: KINDS[message.change],
    number: message.ordinal,
    about: message.requestKey,
    dossier: message.dossierCode,
    fingerprint: fingerprint({ ...message, request: message.request && { ...message.request, notifyUrl: undefined } }),
    ...(message.request && { now: manner.filing(message.request) }),
  }),
  accepted: (taken) => ({ status: 201, body: receipt(taken) }),
  repeated: (taken) => ({ status: 200, body: receipt(taken) }),
  otherContent: manner.otherContent,
  unknownCase: () => problem(409, 'BH_UNKNOWN_CASE', 'the request that it is about is not known'),
  alreadyDecided: () => problem(409, 'BH_ALREADY_DECIDED', 'the request was decided before'),
};
