import { socialInsurance } from '@lienthong/agencies';
import { localDate } from '@lienthong/calendar';
import { give, inbound, problem } from './answer';
import { Callbacks } from './callbacks';
import { Desk, type Filed, type News } from './desk';
import { fingerprint } from './fingerprint';
import { digits } from './random';
import { Reception, type Manner } from './reception';
import type { SigningSimulatorSettings, Simulator } from './simulator';
import { Tally } from './tally';

const WORDS: Readonly<Record<News['status'], socialInsurance.CardState>> = {
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
    results: (filed) => [{ afterMs: 0, result: { ...card(filed, localDate(desk.now())) } }],
  });
  const { faults } = desk;
  const callbacks = new Callbacks({ agency: 'social-insurance', key, wrongKey, scheduler: town.scheduler, faults, tally, write });
  const reception = new Reception(desk, tally, engineKeys, manner);

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
          return filed ? { status: 200, body: write(filed, desk.standing(filed)) } : problem(404, 'BH_UNKNOWN_REQUEST', 'no such request');
        });
        await give(reply, answer);
      });
    },
  };
}

function card({ message, random }: Filed, today: string): socialInsurance.HealthCard {
  const { insured, firstClinicCode } = message as socialInsurance.CardRequest;
  const insuranceNumber = digits(random, 10);
  return {
    cardNumber: `TE1${insured.cardAddress.province}${insuranceNumber}`,
    insuranceNumber,
    validFrom: today,
    firstClinicCode,
  };
}

const write = (filed: Filed, { messageId, status, at, note, result }: News): socialInsurance.CardNews => ({
  eventId: messageId,
  requestKey: filed.handoff,
  requestNumber: filed.reference,
  state: WORDS[status],
  changedAt: at,
  ...(note !== undefined && { remark: note }),
  ...(result && { card: result as unknown as socialInsurance.HealthCard }),
});

const manner: Manner<socialInsurance.CardRequest> = {
  schema: socialInsurance.cardRequest,
  filing: (message) => ({
    handoff: message.requestKey,
    dossier: message.dossierCode,
    procedure: 'health-insurance-card',
    applicants: [message.applicant.personalId, message.insured.fullName.split(' ').at(-1) ?? ''],
    fingerprint: fingerprint({ ...message, notifyUrl: undefined }),
    message,
  }),
  callbackUrl: ({ notifyUrl }) => notifyUrl,
  accepted: ({ reference }) => ({ status: 201, body: { requestNumber: reference, state: 'ACCEPTED' } }),
  repeated: ({ reference }) => ({ status: 200, body: { requestNumber: reference, state: 'ACCEPTED' } }),
  otherContent: () => problem(409, 'BH_KEY_REUSED', 'the key was used before for other content'),
  unsigned: (detail) => problem(401, 'BH_SIGNATURE', detail),
  invalid: (detail) => problem(422, 'BH_INVALID', detail),
  failure: ({ code = 'BH_INTERNAL', text = 'switched on by a fault', status = code === 'BH_CLOSED' ? 503 : 500 }) =>
    problem(status, code, text),
};
