import type { ProcedureKey } from '@lienthong/bundle';
import { plusMillis } from '@lienthong/calendar';
import fc from 'fast-check';
import { BIRTH, bundleOf, RESULTS, Scenario } from '../testing/scenario';
import { CommandRejected, type Command } from './commands';
import { nextStep } from './handoff';
import { waitsFor } from './waits-for';
import type { AgencyStatus, Result } from './dossier.events';

/** What the agencies will say in the end, whatever happens on the way. */
interface Truth {
  readonly version: string;
  readonly refused: readonly ProcedureKey[];
  readonly idComesLater: boolean;
}

type Word = { readonly status: AgencyStatus; readonly message: string; readonly result?: Result };

/** Everything an agency will ever say of a procedure, in the order in which it says it. */
function words(procedure: ProcedureKey, { refused, idComesLater }: Truth): readonly Word[] {
  const progress: Word[] = [
    { status: 'received', message: 'm1' },
    { status: 'in-process', message: 'm2' },
  ];
  if (refused.includes(procedure)) return [...progress, { status: 'refused', message: 'm3' }];
  const { personalId, ...certificate } = RESULTS[procedure] ?? {};
  if (procedure !== BIRTH || !idComesLater) return [...progress, { status: 'completed', message: 'm3', result: RESULTS[procedure] ?? {} }];
  const late = { status: 'completed', message: 'm4', result: { ...certificate, personalId } } as const;
  return [...progress, { status: 'completed', message: 'm3', result: certificate }, late];
}

const versions = ['2023-07-10', '2024-07-01', '2026-09-01'];

const truths = fc.constantFrom(...versions).chain((version) =>
  fc.record({
    version: fc.constant(version),
    refused: fc.subarray(bundleOf(version).procedures.map(({ key }) => key)),
    idComesLater: fc.boolean(),
  }),
);

/** One thing that can happen: which procedure, what, and a number that chooses among the possibilities. */
const happenings = fc.array(
  fc.record({
    procedure: fc.nat(3),
    what: fc.constantFrom('word', 'word', 'word', 'attempt', 'acknowledge', 'fail', 'refuse', 'inquire', 'release', 'time'),
    pick: fc.nat(1000),
  }),
  { maxLength: 60 },
);

function happen(
  scenario: Scenario,
  truth: Truth,
  { procedure: index, what, pick }: { procedure: number; what: string; pick: number },
): void {
  const procedures = scenario.bundle.procedures;
  const procedure = procedures[index % procedures.length]?.key;
  const handoff = procedure && scenario.state.handoffs[procedure];
  if (!handoff) return;
  const { id } = handoff;
  const failure = { outcome: pick % 2 ? 'unknown' : 'not-processed', code: 'c', detail: '' } as const;
  const retry = pick % 3 > 0 && { retryAt: plusMillis(scenario.now, pick) };
  const said = words(procedure, truth)[pick % words(procedure, truth).length];
  const commands: Record<string, Command | undefined> = {
    word: said && { type: 'RecordAgencyStatus', handoff: id, via: 'callback', received: 'h' as never, ...said },
    attempt: { type: 'AttemptHandoff', handoff: id, sent: 'h' as never },
    acknowledge: { type: 'RecordAcknowledgement', handoff: id, via: 'delivery', received: 'h' as never },
    fail: { type: 'RecordAttemptFailure', handoff: id, attempt: handoff.attempts, failure, ...retry },
    refuse: { type: 'RecordHandoffRefusal', handoff: id, by: 'agency', code: 'c', detail: '' },
    inquire:
      pick % 2
        ? { type: 'RecordNotFound', handoff: id, received: 'h' as never }
        : { type: 'RecordInquiryFailure', handoff: id, failure: { code: 'c', detail: '' }, ...retry },
    release: { type: 'ReleaseHandoff', handoff: id, reason: 'looked at' },
  };
  if (what === 'time') scenario.now = plusMillis(scenario.now, pick * 60_000);
  const command = commands[what] ?? { type: 'ExpireAcknowledgement', handoff: id };
  try {
    scenario.do(command);
  } catch (error) {
    if (!(error instanceof CommandRejected)) throw error;
  }
}

/** Lets every agency that was asked say its words, until nothing more is asked. */
function finish(scenario: Scenario, truth: Truth): void {
  for (let before = -1; before !== scenario.steps.length;) {
    before = scenario.steps.length;
    for (const { id, procedure } of Object.values(scenario.state.handoffs)) {
      for (const word of words(procedure, truth)) {
        scenario.do({ type: 'RecordAgencyStatus', handoff: id, via: 'poll', received: 'h' as never, ...word });
      }
    }
  }
}

/** The outcome follows from what the agencies decide, by the definition alone. */
function expected({ version, refused }: Truth): Record<string, string> {
  const gateRefused = refused.includes(BIRTH);
  const status = (key: ProcedureKey): string => {
    if (refused.includes(key) && (!gateRefused || key === BIRTH)) return 'refused';
    return gateRefused ? 'skipped' : 'completed';
  };
  return Object.fromEntries(bundleOf(version).procedures.map(({ key }) => [key, status(key)]));
}

describe('whatever happens to a bundle', () => {
  it('ends the same for the same decisions of the agencies, in any order, repeated, late, and with any trouble on the way', () => {
    fc.assert(
      fc.property(truths, happenings, (truth, events) => {
        const scenario = Scenario.received(truth.version);
        for (const event of events) happen(scenario, truth, event);
        finish(scenario, truth);
        const { phase, procedures, contradictions } = scenario.state;
        expect({ phase, contradictions }).toEqual({ phase: 'returned', contradictions: [] });
        const ended = Object.fromEntries(Object.entries(procedures).map(([key, { status }]) => [key, status]));
        expect(ended).toEqual(expected(truth));
      }),
      { numRuns: 500 },
    );
  });

  it('always leaves an open dossier waiting for something: a handoff, a timer or a person', () => {
    fc.assert(
      fc.property(truths, happenings, (truth, events) => {
        const scenario = Scenario.received(truth.version);
        for (const event of events) {
          happen(scenario, truth, event);
          if (scenario.state.phase !== 'returned') expect(waitsFor(scenario.state)).not.toEqual([]);
          for (const handoff of Object.values(scenario.state.handoffs)) {
            const rests = handoff.stage.is === 'parked' || (handoff.stage.is === 'settled' && handoff.awaiting.length === 0);
            // A handoff that does not rest has a time at which the engine comes back to it: its timer.
            expect(nextStep(handoff, { attemptMs: 5_000, followAfterMs: 60_000 }) === undefined).toBe(rests);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('decides nothing more when it decides again on the same state', () => {
    fc.assert(
      fc.property(truths, happenings, (truth, events) => {
        const scenario = Scenario.received(truth.version);
        for (const event of events) {
          happen(scenario, truth, event);
          expect(scenario.plan()).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes a repeated message for what it is: nothing new', () => {
    fc.assert(
      fc.property(truths, happenings, (truth, events) => {
        const scenario = Scenario.received(truth.version);
        for (const event of events) happen(scenario, truth, event);
        for (const { id, messages } of Object.values(scenario.state.handoffs)) {
          for (const message of messages) {
            const again = {
              type: 'RecordAgencyStatus',
              handoff: id,
              message,
              via: 'callback',
              status: 'refused',
              received: 'h' as never,
            } as const;
            expect(scenario.do(again)).toEqual([]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
