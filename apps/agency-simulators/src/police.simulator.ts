import { police } from '@lienthong/agencies';
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

const WORDS: Readonly<Record<News['status'], police.PoliceStatus>> = {
  received: 'RECEIVED',
  'in-process': 'VERIFYING',
  'supplement-needed': 'SUPPLEMENT_REQUESTED',
  completed: 'APPROVED',
  refused: 'REJECTED',
};

const PROCEDURES: Readonly<Record<police.PoliceHandoff['procedure'], string>> = {
  PERMANENT_RESIDENCE: 'permanent-residence',
  IDENTITY_CARD_UNDER_SIX: 'identity-card-under-six',
  RESIDENCE_DELETION: 'residence-deletion',
};

/** The Police's system: push, signed news, and "send me the news again". Asked, it says only that it has a handoff. */
export function policeSimulator({ town, engineKeys, key, wrongKey }: SigningSimulatorSettings): Simulator {
  const tally = new Tally();
  const desk: Desk = new Desk('police', town, {
    reference: (random) => `CA-${digits(random, 9)}`,
    tell: (filed, news) => void callbacks.tell(filed, news),
    results: (filed) => [{ afterMs: 0, result: { ...result(filed, localDate(desk.now())) } }],
  });
  const callbacks = new Callbacks({ agency: 'police', key, wrongKey, scheduler: town.scheduler, faults: desk.faults, tally, write });
  const reception = new Reception(desk, tally, engineKeys, manner);
  const told = notices(desk, tally, noticeManner);
  const unknown = () => problem(404, 'UNKNOWN_KEY', 'no handoff is known by this key');

  return {
    agency: 'police',
    desk,
    tally,
    callbacks,
    routes(app) {
      app.post('/police/v1/handoffs', async (request, reply) => give(reply, await reception.push(inbound(request))));
      app.get<{ Params: { key: string } }>('/police/v1/handoffs/:key', async (request, reply) => {
        const { key: handoff } = request.params;
        const answer = await reception.ask(inbound(request), handoff, () => {
          const filed = desk.filed.get(handoff);
          return filed ? { status: 200, body: { ...receipt(filed), status: WORDS[desk.standing(filed).status] } } : unknown();
        });
        await give(reply, answer);
      });
      app.post('/police/v1/notices', async (request, reply) => give(reply, await reception.handIn(inbound(request), told)));
      app.get<{ Params: { key: string } }>('/police/v1/notices/:key', async (request, reply) => {
        const { key: notice } = request.params;
        const answer = await reception.ask(inbound(request), notice, () => {
          const taken = desk.notices.get(notice);
          return taken ? { status: 200, body: receipt(taken) } : unknown();
        });
        await give(reply, answer);
      });
      app.post<{ Params: { key: string } }>('/police/v1/handoffs/:key/callback-requests', async (request, reply) => {
        const { key: handoff } = request.params;
        const question = inbound(request);
        const answer = await reception.ask(question, handoff, () => {
          const filed = desk.filed.get(handoff);
          if (!filed) return unknown();
          try {
            filed.callbackUrl = police.callbackRequest.read(question.body).callbackUrl;
          } catch {
            return reception.breach('schema', 'callbackUrl is missing', { handoff });
          }
          void callbacks.repeat(filed, desk.standing(filed));
          return { status: 202, body: receipt(filed) };
        });
        await give(reply, answer);
      });
    },
  };
}

const receipt = ({ reference, receivedAt }: Filed | TakenNotice): police.Receipt => ({ reference, receivedAt });

function result({ message, random }: Filed, today: string): police.PoliceResult {
  const handoff = message as police.PoliceHandoff;
  if (handoff.procedure === 'RESIDENCE_DELETION') {
    return { kind: 'DELETION_NOTICE', noticeNumber: `${digits(random, 6)}/TB-XT`, deletedOn: today };
  }
  if (handoff.procedure === 'IDENTITY_CARD_UNDER_SIX') {
    return {
      kind: 'IDENTITY_CARD',
      cardNumber: handoff.content.child.personalId,
      issuedOn: today,
      trackingNumber: `EC${digits(random, 9)}VN`,
    };
  }
  return {
    kind: 'RESIDENCE_NOTICE',
    noticeNumber: `${digits(random, 6)}/TB-CT`,
    registeredOn: today,
    address: handoff.content.address,
  };
}

const write = (filed: Filed, { messageId, status, at, note, result: given }: News): police.PoliceNews => ({
  messageId,
  handoff: filed.handoff,
  reference: filed.reference,
  status: WORDS[status],
  at,
  ...(note !== undefined && { note }),
  ...(given && { result: given as unknown as police.PoliceResult }),
});

/** Whom it is about: the child, or the deceased. */
const subject = (handoff: police.PoliceHandoff): { readonly fullName: string } =>
  handoff.procedure === 'RESIDENCE_DELETION' ? handoff.content.deceased : handoff.content.child;

const manner: Manner<police.PoliceHandoff> = {
  schema: police.policeHandoff,
  filing: (message) => ({
    handoff: message.key,
    dossier: message.dossier,
    procedure: PROCEDURES[message.procedure],
    applicants: [message.content.declarant.personalId, lastWord(subject(message).fullName)],
    fingerprint: fingerprint({ ...message, callbackUrl: undefined }),
    message,
  }),
  callbackUrl: ({ callbackUrl }) => callbackUrl,
  accepted: (filed) => ({ status: 202, body: receipt(filed) }),
  repeated: (filed) => ({ status: 200, body: receipt(filed) }),
  otherContent: () => problem(409, 'DUPLICATE_KEY_OTHER_CONTENT', 'the key was used before for other content'),
  withdrawn: () => problem(409, 'WITHDRAWN', 'it was withdrawn before it came'),
  unsigned: (detail) => problem(401, 'SIGNATURE', detail),
  invalid: (detail) => problem(422, 'SCHEMA', detail),
  failure: ({ code = 'INTERNAL', text = 'switched on by a fault', status = code === 'MAINTENANCE' ? 503 : 500 }) =>
    problem(status, code, text),
};

const KINDS = { SUPPLEMENT: 'supplement', CORRECTION: 'correction', WITHDRAWAL: 'withdrawal' } as const;

const noticeManner: NoticeManner<police.PoliceNotice> = {
  schema: police.policeNotice,
  notice: (message) => ({
    key: message.key,
    kind: KINDS[message.kind],
    number: message.number,
    about: message.about.key,
    dossier: message.dossier,
    fingerprint: fingerprint({ ...message, handoff: message.handoff && { ...message.handoff, callbackUrl: undefined } }),
    ...(message.handoff && { now: manner.filing(message.handoff) }),
  }),
  accepted: (taken) => ({ status: 202, body: receipt(taken) }),
  repeated: (taken) => ({ status: 200, body: receipt(taken) }),
  otherContent: manner.otherContent,
  unknownCase: () => problem(409, 'UNKNOWN_CASE', 'the handoff that it is about is not known'),
  alreadyDecided: () => problem(409, 'ALREADY_DECIDED', 'the handoff was decided before'),
};
