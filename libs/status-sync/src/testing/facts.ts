import type { AgencyCode, BundleRef, ProcedureKey } from '@lienthong/bundle';
import { instant, plusMillis } from '@lienthong/calendar';
import { handoffId, type DossierEvent, type DossierId, type OfficeCode, type Sha256 } from '@lienthong/dossier/domain';
import type { Actor } from '@lienthong/event-store';
import fc from 'fast-check';
import type { Fact } from '../status-message';

export const DOSSIER = '019a9f00-0000-7000-8000-000000000001' as DossierId;
export const BIRTH = 'birth-registration' as ProcedureKey;
export const RESIDENCE = 'permanent-residence' as ProcedureKey;
export const INSURANCE = 'health-insurance-card' as ProcedureKey;

const START = instant('2026-09-21T02:00:00Z');
const HASH = 'a'.repeat(64) as Sha256;
const handoff = (procedure: ProcedureKey) => handoffId(DOSSIER, procedure);

/** An event of a type that the log may get: by its name alone. */
const coming = (type: string, procedure?: ProcedureKey): DossierEvent => ({ type, data: procedure ? { procedure } : {} }) as DossierEvent;

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
  declined: (): DossierEvent => coming('DossierDeclined'),
  started: (procedure: ProcedureKey): DossierEvent => ({ type: 'ProcedureStarted', data: { procedure, choices: {} } }),
  handedOver: (procedure: ProcedureKey): DossierEvent => ({
    type: 'HandoffRequested',
    data: { handoff: handoff(procedure), procedure, agency: 'justice' as AgencyCode, respondBy: START },
  }),
  acknowledged: (procedure: ProcedureKey): DossierEvent => ({
    type: 'HandoffAcknowledged',
    data: { handoff: handoff(procedure), via: 'delivery', received: HASH },
  }),
  reported: (
    procedure: ProcedureKey,
    status: 'received' | 'in-process' | 'supplement-needed' | 'completed' | 'refused',
    standing: 'news' | 'late' | 'contradicts' = 'news',
  ): DossierEvent => ({
    type: 'AgencyStatusReported',
    data: { handoff: handoff(procedure), message: `m-${status}`, via: 'callback', status, standing, received: HASH },
  }),
  completed: (procedure: ProcedureKey): DossierEvent => ({
    type: 'ProcedureCompleted',
    data: { procedure, handoff: handoff(procedure), awaiting: [] },
  }),
  refused: (procedure: ProcedureKey): DossierEvent => ({ type: 'ProcedureRefused', data: { procedure, handoff: handoff(procedure) } }),
  skipped: (procedure: ProcedureKey): DossierEvent => ({ type: 'ProcedureSkipped', data: { procedure, why: 'not-arising' } }),
  supplementRequested: (procedure?: ProcedureKey): DossierEvent => coming('SupplementRequested', procedure),
  supplementProvided: (procedure?: ProcedureKey): DossierEvent => coming('SupplementProvided', procedure),
  paymentRequested: (): DossierEvent => coming('PaymentRequested'),
  paymentReceived: (): DossierEvent => coming('PaymentReceived'),
  withdrawn: (): DossierEvent => coming('WithdrawalRequested'),
  stopped: (): DossierEvent => coming('DossierStopped'),
  ended: (outcome: 'completed' | 'with-refusals' | 'refused' = 'completed'): DossierEvent => ({
    type: 'DossierCompleted',
    data: { outcome, refused: [], notArising: [] },
  }),
  returned: (): DossierEvent => ({ type: 'ResultsReturned', data: { by: 'portal', procedures: [] } }),
} as const;

export const SYSTEM: Actor = { kind: 'system', id: 'saga' };

/** The events as facts, a second after one another. */
export const facts = (happened: readonly DossierEvent[], actor: Actor = SYSTEM): readonly Fact[] =>
  happened.map((event, second) => ({ event, actor, at: plusMillis(START, second * 1_000) }));

/** The one way through a birth registration on which all goes well. */
export const REGISTERED: readonly DossierEvent[] = [
  events.submitted(),
  events.received(),
  events.started(BIRTH),
  events.handedOver(BIRTH),
  events.acknowledged(BIRTH),
  events.completed(BIRTH),
];

const something = fc
  .tuple(fc.constantFrom(...Object.keys(events)), fc.constantFrom(BIRTH, RESIDENCE, INSURANCE), fc.nat(4), fc.nat(2))
  .map(([name, procedure, status, standing]) => happening(name as keyof typeof events, procedure, status, standing));

/** A good beginning, or none; then anything in any order, also what no dossier can go through. */
export const anything: fc.Arbitrary<readonly DossierEvent[]> = fc
  .tuple(fc.nat(REGISTERED.length), fc.array(something, { maxLength: 40 }))
  .map(([well, more]) => [...REGISTERED.slice(0, well), ...more]);

function happening(name: keyof typeof events, procedure: ProcedureKey, status: number, standing: number): DossierEvent {
  switch (name) {
    case 'reported': {
      const statuses = ['received', 'in-process', 'supplement-needed', 'completed', 'refused'] as const;
      return events.reported(procedure, statuses[status] ?? 'received', (['news', 'late', 'contradicts'] as const)[standing] ?? 'news');
    }
    case 'submitted':
      return events.submitted();
    case 'received':
      return events.received();
    case 'ended':
      return events.ended((['completed', 'with-refusals', 'refused'] as const)[standing] ?? 'completed');
    case 'supplementRequested':
    case 'supplementProvided':
      return status > 2 ? events[name]() : events[name](procedure);
    case 'declined':
    case 'paymentRequested':
    case 'paymentReceived':
    case 'withdrawn':
    case 'stopped':
    case 'returned':
      return events[name]();
    default:
      return events[name](procedure);
  }
}
