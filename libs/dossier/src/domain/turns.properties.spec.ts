import type { ProcedureKey } from '@lienthong/bundle';
import { plusMillis, type LocalDate } from '@lienthong/calendar';
import fc from 'fast-check';
import { BIRTH, DOSSIER, FORM, HASH, RESIDENCE, RESULTS, Scenario } from '../testing/scenario';
import { nextTimer } from './clock';
import { CommandRejected, type Command } from './commands';
import { handoffId, type DossierEvent, type HandoffId } from './dossier.events';
import { holderOf } from './holder';
import { waitsFor } from './waits-for';

const AGENCY = ['attempt', 'acknowledge', 'fail', 'in-process', 'supplement-needed', 'completed', 'refused'] as const;
const OFFICE = ['receive', 'ask', 'ask-payment', 'verify', 'apologise', 'correct-form', 'correct-result', 'stop', 'decline'] as const;
const CITIZEN = ['provide', 'provide-form', 'pay', 'withdraw'] as const;

/** One thing that somebody does, to which procedure, so many hours after the last; and a number that chooses among the possibilities. */
interface Happening {
  readonly what: (typeof AGENCY | typeof OFFICE | typeof CITIZEN)[number] | 'time';
  readonly procedure: number;
  readonly hours: number;
  readonly pick: number;
}

const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    // What ends a dossier comes seldom, so that others have lives to lead.
    what: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...AGENCY) },
      { weight: 12, arbitrary: fc.constantFrom(...CITIZEN.slice(0, 3), ...OFFICE.slice(0, -2), 'time' as const) },
      { weight: 1, arbitrary: fc.constantFrom('withdraw' as const, 'stop' as const, 'decline' as const) },
    ),
    procedure: fc.nat(3),
    hours: fc.constantFrom(0, 0, 0, 1, 5, 30, 200),
    pick: fc.nat(1_000),
  }),
  { minLength: 10, maxLength: 60 },
);

function happen(scenario: Scenario, { what, procedure: index, hours, pick }: Happening): void {
  scenario.now = plusMillis(scenario.now, hours * 3_600_000);
  const { procedures } = scenario.bundle;
  const procedure = procedures[index % procedures.length]?.key ?? BIRTH;
  const command = commandFor(scenario, what, procedure, pick);
  try {
    if (command) scenario.do(command);
  } catch (error) {
    if (!(error instanceof CommandRejected)) throw error;
  }
}

function commandFor(scenario: Scenario, what: Happening['what'], procedure: ProcedureKey, pick: number): Command | undefined {
  const { turns, handoffs } = scenario.state;
  const all = Object.values(handoffs);
  const { id: handoff, attempts } = all[pick % Math.max(1, all.length)] ?? { id: scenario.handoff(procedure), attempts: 0 };
  const form = { ...FORM, child: { familyName: 'Nguyễn', givenName: `An ${pick}` } };
  switch (what) {
    case 'attempt':
      return { type: 'AttemptHandoff', handoff, sent: HASH };
    case 'acknowledge':
      return { type: 'RecordAcknowledgement', handoff, via: 'delivery', received: HASH };
    case 'fail': {
      const failure = { outcome: pick % 2 ? 'unknown' : 'not-processed', code: 'c', detail: '' } as const;
      return { type: 'RecordAttemptFailure', handoff, attempt: attempts, failure, retryAt: scenario.now };
    }
    case 'in-process':
    case 'supplement-needed':
    case 'completed':
    case 'refused': {
      const result = what === 'completed' ? { result: RESULTS[procedure] ?? {} } : {};
      const said = { message: `${what}-${pick % 5}`, status: what, received: HASH, ...result };
      return { type: 'RecordAgencyStatus', handoff: scenario.handoff(procedure), via: 'callback', ...said };
    }
    case 'receive':
      return { type: 'ReceiveDossier' };
    case 'decline':
      return { type: 'DeclineDossier', reason: 'x' };
    case 'ask':
      return { type: 'RequestSupplement', what: 'x', fields: [], ...(scenario.state.phase !== 'submitted' && { procedure }) };
    case 'provide':
      return { type: 'ProvideSupplement', supplement: 1 + (pick % Math.max(1, turns.supplements.length)) };
    case 'provide-form':
      return { type: 'ProvideSupplement', supplement: turns.supplements.length, form };
    case 'ask-payment':
      return { type: 'RequestPayment', amount: 1, purpose: 'x', ...(pick % 2 > 0 && { procedure }) };
    case 'pay':
      return { type: 'RecordPayment', payment: turns.payments.length, reference: 'x' };
    case 'verify':
      return { type: 'RequireVerification', procedure: RESIDENCE, reason: 'x' };
    case 'apologise':
      return { type: 'IssueApology', of: 'dossier', cause: 'x', newDay: '2026-12-18' as LocalDate };
    case 'correct-form':
      return { type: 'CorrectDossier', form, reason: 'x' };
    case 'correct-result':
      return { type: 'CorrectDossier', results: { [BIRTH]: { number: String(pick) } }, reason: 'x' };
    case 'withdraw':
      return { type: 'WithdrawDossier', reason: 'x' };
    case 'stop':
      return { type: 'StopDossier', reason: 'x' };
    case 'time':
      return { type: 'PassTime' };
  }
}

/** What must not come twice, by a name of its own. */
function once(event: DossierEvent): string[] {
  switch (event.type) {
    case 'ProcedureStarted':
      return [`start of ${event.data.procedure}`];
    case 'ProcedureCompleted':
    case 'ProcedureRefused':
    case 'ProcedureSkipped':
      return [`end of ${event.data.procedure}`];
    case 'HandoffRequested':
      return [`handoff ${event.data.handoff}`];
    case 'SupplementProvided':
    case 'SupplementExpired':
      return [`end of supplement ${event.data.supplement}`];
    case 'DossierCompleted':
    case 'DossierDeclined':
      return ['end of the dossier'];
    case 'DossierReceived':
    case 'ResultsReturned':
    case 'PaymentReceived':
      return [`${event.type} ${'payment' in event.data ? event.data.payment : ''}`];
    default:
      return [];
  }
}

const whatever = (check: (scenario: Scenario) => void): void =>
  fc.assert(
    fc.property(fc.constantFrom('2023-07-10', '2024-07-01', '2026-09-01'), happenings, (version, events) => {
      const scenario = Scenario.submitted(version);
      for (const event of events) {
        happen(scenario, event);
        check(scenario);
      }
    }),
    { numRuns: 300 },
  );

const isOver = ({ state: { phase } }: Scenario): boolean => phase === 'returned' || phase === 'closed';

describe('whatever citizens, officers and agencies do', () => {
  it('nothing begins or ends twice, and nobody is told twice', () =>
    whatever(({ steps }) => {
      const said = steps.flatMap(({ event }) => once(event));
      expect(said.filter((each, i) => said.indexOf(each) !== i)).toEqual([]);
    }));

  it('a dossier that is not over waits for something, and lies with somebody', () =>
    whatever((scenario) => {
      expect(isOver(scenario) || waitsFor(scenario.state).length > 0).toBe(true);
      expect(holderOf(scenario.state) === undefined).toBe(isOver(scenario));
    }));

  it('no notice goes to an agency that was sent nothing and said nothing', () =>
    whatever(({ steps }) => {
      const known = new Set(steps.flatMap(({ event }) => (SHOWS_THAT_IT_IS_KNOWN.has(event.type) ? [handoffIn(event)] : [])));
      const told = steps.flatMap(({ event }) => (event.type === 'HandoffRequested' && event.data.notice ? [event.data.procedure] : []));
      expect(told.filter((procedure) => !known.has(handoffId(DOSSIER, procedure)))).toEqual([]);
    }));

  it('a moment that has come is over once it was told, and the saga decides nothing more when it decides again', () =>
    whatever((scenario) => {
      scenario.do({ type: 'PassTime' });
      expect(scenario.plan()).toEqual([]);
      const next = nextTimer(scenario.state);
      expect(next === undefined || next > scenario.now).toBe(true);
    }));
});

const SHOWS_THAT_IT_IS_KNOWN: ReadonlySet<string> = new Set<DossierEvent['type']>([
  'HandoffAttempted',
  'HandoffAcknowledged',
  'AgencyStatusReported',
]);
const handoffIn = (event: DossierEvent): HandoffId | undefined => ('handoff' in event.data ? event.data.handoff : undefined);
