import type { AgencyCode, BundleRef, ProcedureKey } from '@lienthong/bundle';
import { instant, plusMillis, type Deadline, type Instant, type LocalDate, type TimeOfDay } from '@lienthong/calendar';
import {
  handoffId,
  type DossierEvent,
  type DossierId,
  type DossierOutcome,
  type Notice,
  type OfficeCode,
  type Sha256,
} from '@lienthong/dossier/domain';
import type { Actor } from '@lienthong/event-store';
import fc from 'fast-check';
import type { Fact } from '../status-message';

export const DOSSIER = '019a9f00-0000-7000-8000-000000000001' as DossierId;
export const BIRTH = 'birth-registration' as ProcedureKey;
export const RESIDENCE = 'permanent-residence' as ProcedureKey;
export const INSURANCE = 'health-insurance-card' as ProcedureKey;

const START = instant('2026-09-21T02:00:00Z');
const HASH = 'a'.repeat(64) as Sha256;
/** As it was counted, but for the day that is due. */
const DEADLINE: Omit<Deadline, 'due'> = {
  startsOn: '2026-09-21' as LocalDate,
  limit: { workingDays: 3 },
  calendar: { name: 'state', version: '2026-01-01' as LocalDate, digest: HASH, receptionCutOff: '15:00' as TimeOfDay },
  days: [],
};
export const RESPOND_BY = instant('2026-09-30T10:00:00Z');
const handoff = (procedure: ProcedureKey, notice?: Notice) => handoffId(DOSSIER, procedure, notice);

/** What can happen to a dossier, by the words of the field. */
export const events = {
  submitted: (more: object = {}): DossierEvent => ({
    type: 'DossierSubmitted',
    data: {
      bundle: 'birth',
      channel: 'online',
      office: '26734' as OfficeCode,
      delivery: 'portal',
      chosen: [BIRTH, RESIDENCE, INSURANCE],
      form: { requester: { fullName: 'Nguyễn Hoàng Nam' } },
      ...more,
    },
  }),
  received: (oneStopCode?: string): DossierEvent => ({
    type: 'DossierReceived',
    data: { bundle: 'birth@2024-07-01' as BundleRef, definition: HASH, ...(oneStopCode !== undefined && { oneStopCode }) },
  }),
  declined: (why: 'declined' | 'supplement-expired' = 'declined'): DossierEvent => ({ type: 'DossierDeclined', data: { why } }),
  started: (procedure: ProcedureKey): DossierEvent => ({ type: 'ProcedureStarted', data: { procedure, choices: {} } }),
  handedOver: (procedure: ProcedureKey, notice?: Notice): DossierEvent => ({
    type: 'HandoffRequested',
    data: { handoff: handoff(procedure, notice), procedure, agency: 'justice' as AgencyCode, respondBy: START, ...(notice && { notice }) },
  }),
  acknowledged: (procedure: ProcedureKey, notice?: Notice): DossierEvent => ({
    type: 'HandoffAcknowledged',
    data: { handoff: handoff(procedure, notice), via: 'delivery', received: HASH },
  }),
  reported: (
    procedure: ProcedureKey,
    status: 'received' | 'in-process' | 'supplement-needed' | 'completed' | 'refused',
    standing: 'news' | 'late' | 'contradicts' = 'news',
    message = `m-${status}`,
  ): DossierEvent => ({
    type: 'AgencyStatusReported',
    data: { handoff: handoff(procedure), message, via: 'callback', status, standing, received: HASH },
  }),
  completed: (procedure: ProcedureKey): DossierEvent => ({
    type: 'ProcedureCompleted',
    data: { procedure, handoff: handoff(procedure), awaiting: [] },
  }),
  refused: (procedure: ProcedureKey): DossierEvent => ({ type: 'ProcedureRefused', data: { procedure, handoff: handoff(procedure) } }),
  skipped: (procedure: ProcedureKey): DossierEvent => ({ type: 'ProcedureSkipped', data: { procedure, why: 'not-arising' } }),
  /** By the one-stop; before the reception about no procedure. */
  supplementRequested: (supplement: number, procedure?: ProcedureKey): DossierEvent => ({
    type: 'SupplementRequested',
    data: { supplement, by: 'one-stop', fields: [], respondBy: RESPOND_BY, repeated: false, ...(procedure && { procedure }) },
  }),
  /** By the engine, for the agency that asks in that message. */
  supplementPassedOn: (supplement: number, procedure: ProcedureKey, message = 'm-supplement-needed'): DossierEvent => ({
    type: 'SupplementRequested',
    data: { supplement, by: 'agency', procedure, message, fields: [], respondBy: RESPOND_BY, repeated: false },
  }),
  supplementProvided: (supplement: number): DossierEvent => ({ type: 'SupplementProvided', data: { supplement } }),
  supplementExpired: (supplement: number): DossierEvent => ({ type: 'SupplementExpired', data: { supplement } }),
  paymentRequested: (payment: number, procedure?: ProcedureKey): DossierEvent => ({
    type: 'PaymentRequested',
    data: { payment, amount: 50_000, purpose: 'bản sao', ...(procedure && { procedure }) },
  }),
  paymentReceived: (payment: number): DossierEvent => ({ type: 'PaymentReceived', data: { payment, reference: 'BL-1' } }),
  withdrawn: (): DossierEvent => ({ type: 'WithdrawalRequested', data: { reason: 'Nguyễn Hoàng Nam đổi ý' } }),
  stopped: (): DossierEvent => ({ type: 'DossierStopped', data: { reason: 'theo đề nghị của Nguyễn Hoàng Nam' } }),
  deadlineSet: (legal: Instant, promised = legal): DossierEvent => ({
    type: 'DeadlineSet',
    data: { of: 'dossier', because: 'started', legal: { ...DEADLINE, due: legal }, promised, warnAt: legal },
  }),
  apologised: (due: Instant, newDue: Instant): DossierEvent => ({
    type: 'ApologyIssued',
    data: { apology: 1, of: 'dossier', cause: 'Nguyễn Thị B. nghỉ ốm', due, newDue },
  }),
  ended: (outcome: DossierOutcome = 'completed'): DossierEvent => ({
    type: 'DossierCompleted',
    data: { outcome, refused: [], notArising: [] },
  }),
  returned: (): DossierEvent => ({ type: 'ResultsReturned', data: { by: 'portal', procedures: [] } }),
} as const;

export const SYSTEM: Actor = { kind: 'system', id: 'saga' };

/** The events as facts, a second after one another; those of one list came into the log in one append. */
export const facts = (happened: readonly (DossierEvent | readonly DossierEvent[])[], actor: Actor = SYSTEM): readonly Fact[] =>
  happened.flatMap((append, second) =>
    ('type' in append ? [append] : append).map((event) => ({
      event,
      actor,
      at: plusMillis(START, second * 1_000),
      command: `command-${second}`,
    })),
  );

/** The one way through a birth registration on which all goes well. */
export const REGISTERED: readonly DossierEvent[] = [
  events.submitted(),
  events.received(),
  events.started(BIRTH),
  events.handedOver(BIRTH),
  events.acknowledged(BIRTH),
  events.completed(BIRTH),
];

/** Both other agencies have what they need. */
export const AT_WORK: readonly DossierEvent[] = [
  ...REGISTERED,
  ...[RESIDENCE, INSURANCE].flatMap((each) => [events.started(each), events.handedOver(each), events.acknowledged(each)]),
];

const something = fc
  .tuple(fc.constantFrom(...Object.keys(events)), fc.constantFrom(BIRTH, RESIDENCE, INSURANCE), fc.nat(4), fc.nat(2))
  .map(([name, procedure, status, standing]) => happening(name as keyof typeof events, procedure, status, standing));

/** A good beginning, or none; then anything in any order, also what no dossier can go through. */
export const anything: fc.Arbitrary<readonly DossierEvent[]> = fc
  .tuple(fc.nat(REGISTERED.length), fc.array(something, { maxLength: 40 }))
  .map(([well, more]) => [...REGISTERED.slice(0, well), ...more]);

function happening(name: keyof typeof events, procedure: ProcedureKey, pick: number, standing: number): DossierEvent {
  const number = 1 + (pick % 3);
  switch (name) {
    case 'reported': {
      const statuses = ['received', 'in-process', 'supplement-needed', 'completed', 'refused'] as const;
      return events.reported(procedure, statuses[pick] ?? 'received', (['news', 'late', 'contradicts'] as const)[standing] ?? 'news');
    }
    case 'submitted':
      return events.submitted();
    case 'received':
      return events.received();
    case 'ended':
      return events.ended((['completed', 'with-refusals', 'refused', 'withdrawn', 'stopped'] as const)[pick] ?? 'completed');
    case 'declined':
      return events.declined(standing > 0 ? 'declined' : 'supplement-expired');
    case 'handedOver':
    case 'acknowledged':
      return standing > 0 ? events[name](procedure) : events[name](procedure, { kind: 'supplement', number });
    case 'supplementRequested':
    case 'paymentRequested':
      return standing > 0 ? events[name](number, procedure) : events[name](number);
    case 'supplementPassedOn':
      return events[name](number, procedure);
    case 'supplementProvided':
    case 'supplementExpired':
    case 'paymentReceived':
      return events[name](number);
    case 'deadlineSet':
      return events.deadlineSet(plusMillis(RESPOND_BY, pick));
    case 'apologised':
      return events.apologised(RESPOND_BY, plusMillis(RESPOND_BY, pick));
    case 'withdrawn':
    case 'stopped':
    case 'returned':
      return events[name]();
    default:
      return events[name](procedure);
  }
}
