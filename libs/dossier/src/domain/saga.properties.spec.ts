import type { ProcedureKey } from '@lienthong/bundle';
import { plusMillis } from '@lienthong/calendar';
import fc from 'fast-check';
import { BIRTH, bundleOf, DOSSIER, RESULTS, Scenario } from '../testing/scenario';
import { CommandRejected, type Command } from './commands';
import { evolve, type Dossier } from './dossier';
import { isFinal } from './agency-status';
import type { AgencyStatus, DossierEvent, HandoffId, OfficeCode, QuarantineReason, Result, ResultDelivery } from './dossier.events';
import { isKnown, nextStep, type Handoff } from './handoff';
import { ERASED, known } from './personal';
import { waitsFor } from './waits-for';

/** What was submitted, and what the agencies will say in the end, whatever happens on the way. */
interface Truth {
  readonly version: string;
  readonly chosen: readonly ProcedureKey[];
  readonly delivery: ResultDelivery;
  readonly refused: readonly ProcedureKey[];
  readonly idComesLater: boolean;
  /** Why nobody could say at first to which one-stop it belongs. */
  readonly quarantine?: QuarantineReason | undefined;
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
    chosen: fc.constantFrom(...bundleOf(version).subsets),
    delivery: fc.constantFrom<ResultDelivery>('portal', 'one-stop'),
    refused: fc.subarray(bundleOf(version).procedures.map(({ key }) => key)),
    idComesLater: fc.boolean(),
    quarantine: fc.option(fc.constantFrom<QuarantineReason>('office-unknown', 'office-not-serving'), { nil: undefined }),
  }),
);

const TROUBLES = ['attempt', 'acknowledge', 'fail', 'refuse', 'inquire', 'release', 'time', 'spoil', 'contradict'] as const;

/** One thing that can happen: which procedure, what, and a number that chooses among the possibilities. */
interface Happening {
  readonly procedure: number;
  readonly what: 'word' | 'answer' | (typeof TROUBLES)[number];
  readonly pick: number;
}

const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({ procedure: fc.nat(3), what: fc.constantFrom('word', 'word', 'word', 'answer', ...TROUBLES), pick: fc.nat(1000) }),
  { maxLength: 60 },
);

const received = ({ version, chosen, delivery }: Truth): Scenario => Scenario.received(version, { chosen, delivery });

function happen(scenario: Scenario, truth: Truth, { procedure: index, what, pick }: Happening): void {
  const procedures = scenario.bundle.procedures;
  const procedure = procedures[index % procedures.length]?.key;
  const handoff = procedure && scenario.state.handoffs[procedure];
  if (!handoff) return;
  const { id } = handoff;
  const received = 'h' as never;
  const failure = { outcome: pick % 2 ? 'unknown' : 'not-processed', code: 'c', detail: '' } as const;
  const retry = pick % 3 > 0 && { retryAt: plusMillis(scenario.now, pick) };
  const said = words(procedure, truth)[pick % words(procedure, truth).length] ?? { status: 'received', message: 'm1' };
  const commands: Record<Happening['what'], Command | undefined> = {
    word: { type: 'RecordAgencyStatus', handoff: id, via: 'callback', received, ...said },
    answer: { type: 'RecordAcknowledgement', handoff: id, via: 'delivery', received, report: said },
    attempt: { type: 'AttemptHandoff', handoff: id, sent: 'h' as never },
    acknowledge: { type: 'RecordAcknowledgement', handoff: id, via: 'delivery', received },
    fail: { type: 'RecordAttemptFailure', handoff: id, attempt: handoff.attempts, failure, ...retry },
    refuse: { type: 'RecordHandoffRefusal', handoff: id, by: 'agency', code: 'c', detail: '' },
    inquire:
      pick % 2
        ? { type: 'RecordNotFound', handoff: id, attempt: handoff.attempts, received }
        : { type: 'RecordInquiryFailure', handoff: id, attempt: handoff.attempts, failure: { code: 'c', detail: '' }, ...retry },
    release: { type: 'ReleaseHandoff', handoff: id, reason: 'looked at' },
    // A word of the agency in which something is wrong, or one that it will never say as it should be.
    spoil: {
      type: 'RecordQuarantinedReport',
      handoff: id,
      message: pick % 4 ? said.message : `spoilt-${pick % 3}`,
      reason: 'result-breaks-contract',
      fields: ['/number'],
      received,
    },
    contradict: contradiction(id, handoff.report, pick),
    time: { type: 'ExpireAcknowledgement', handoff: id },
  };
  if (what === 'time') scenario.now = plusMillis(scenario.now, pick * 60_000);
  const command = commands[what];
  try {
    if (command) scenario.do(command);
  } catch (error) {
    if (!(error instanceof CommandRejected)) throw error;
  }
}

/** Something else than the agency's final word, once that is known: before, it would itself be the word that counts. */
function contradiction(handoff: HandoffId, report: Handoff['report'], pick: number): Command | undefined {
  if (!report || !isFinal(report.status)) return undefined;
  const word = {
    type: 'RecordAgencyStatus',
    handoff,
    via: 'callback',
    received: 'h' as never,
    message: `${CONTRADICTION}${pick % 3}`,
  } as const;
  if (report.status === 'refused') return { ...word, status: 'completed' };
  const [field] = Object.keys(known(report.result) ?? {});
  return field !== undefined && pick % 2 === 0
    ? { ...word, status: 'completed', result: { [field]: 'another' } }
    : { ...word, status: 'refused' };
}

const CONTRADICTION = 'contradiction-';

/** Lets every agency that was asked say its words, until nothing more is asked; and the citizen fetch the results. */
function finish(scenario: Scenario, truth: Truth): void {
  for (let before = -1; before !== scenario.steps.length;) {
    before = scenario.steps.length;
    for (const { id, procedure } of Object.values(scenario.state.handoffs)) {
      for (const word of words(procedure, truth)) {
        scenario.do({ type: 'RecordAgencyStatus', handoff: id, via: 'poll', received: 'h' as never, ...word });
      }
    }
  }
  if (scenario.state.phase === 'completed') scenario.do({ type: 'ReturnResults' });
}

/** The outcome follows from what the agencies decide, by the definition alone. */
function expected({ chosen, refused }: Truth): Record<string, string> {
  const gateRefused = refused.includes(BIRTH);
  const status = (key: ProcedureKey): string => {
    if (refused.includes(key) && (!gateRefused || key === BIRTH)) return 'refused';
    return gateRefused ? 'skipped' : 'completed';
  };
  return Object.fromEntries(chosen.map((key) => [key, status(key)]));
}

/** An open dossier waits for something, and every handoff that does not rest has a time at which the engine comes back to it. */
function expectNothingLost({ phase, handoffs, ...rest }: Dossier): void {
  if (phase !== 'returned') expect(waitsFor({ phase, handoffs, ...rest })).not.toEqual([]);
  for (const handoff of Object.values(handoffs)) {
    const rests = handoff.stage.is === 'parked' || (handoff.stage.is === 'settled' && handoff.awaiting.length === 0);
    expect(nextStep(handoff, { attemptMs: 5_000, followAfterMs: 60_000 }) === undefined).toBe(rests);
  }
}

/** What is left of a dossier once its key was erased. */
function erase(scenario: Scenario): void {
  scenario.dossier = undefined;
  for (const { event, at } of scenario.steps) scenario.dossier = evolve(scenario.dossier, withoutPersonalData(event), at, DOSSIER);
}

function withoutPersonalData(event: DossierEvent): DossierEvent {
  switch (event.type) {
    case 'DossierSubmitted':
      return { ...event, data: { ...event.data, form: ERASED } };
    case 'AgencyStatusReported':
      return { ...event, data: { ...event.data, ...(event.data.result && { result: ERASED }), ...(event.data.note && { note: ERASED }) } };
    default:
      return event;
  }
}

describe('whatever happens to a bundle', () => {
  it('ends the same for the same decisions of the agencies, in any order, repeated, late, and with any trouble on the way', () => {
    fc.assert(
      fc.property(truths, happenings, (truth, events) => {
        const scenario = received(truth);
        for (const event of events) happen(scenario, truth, event);
        finish(scenario, truth);
        const { phase, procedures } = scenario.state;
        expect(phase).toBe('returned');
        const ended = Object.fromEntries(Object.entries(procedures).map(([key, { status }]) => [key, status]));
        expect(ended).toEqual(expected(truth));
      }),
      { numRuns: 1_000 },
    );
  });

  it('shows a person every message in which an agency contradicts its final word, and no other', () => {
    fc.assert(
      fc.property(truths, happenings, (truth, events) => {
        const scenario = received(truth);
        for (const event of events) happen(scenario, truth, event);
        finish(scenario, truth);
        const { handoffs, contradictions } = scenario.state;
        const said = Object.values(handoffs).flatMap(({ id, messages }) =>
          messages.filter((message) => message.startsWith(CONTRADICTION)).map((message) => `${id} ${message}`),
        );
        expect(contradictions.map(({ handoff, message }) => `${handoff} ${message}`).sort()).toEqual(said.sort());
      }),
      { numRuns: 300 },
    );
  });

  it('always leaves an open dossier waiting for something: a handoff, a timer or a person', () => {
    fc.assert(
      fc.property(truths, happenings, (truth, events) => {
        const scenario = Scenario.submitted(truth.version, truth);
        expectNothingLost(scenario.state);
        if (truth.quarantine) scenario.do({ type: 'AssignOffice', office: '26734' as OfficeCode, reason: 'asked the citizen' });
        expectNothingLost(scenario.state);
        scenario.do({ type: 'ReceiveDossier' });
        for (const event of events) {
          happen(scenario, truth, event);
          expectNothingLost(scenario.state);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('loses no dossier whose personal data are erased on the way, and decides nothing by what is gone', () => {
    fc.assert(
      fc.property(truths, happenings, fc.nat(60), (truth, events, erasedAfter) => {
        const scenario = received(truth);
        for (const event of events.slice(0, erasedAfter)) happen(scenario, truth, event);
        erase(scenario);
        for (const event of events.slice(erasedAfter)) {
          happen(scenario, truth, event);
          erase(scenario);
          expectNothingLost(scenario.state);
          expect(scenario.plan()).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('decides nothing more when it decides again on the same state', () => {
    fc.assert(
      fc.property(truths, happenings, (truth, events) => {
        const scenario = received(truth);
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
        const scenario = received(truth);
        for (const event of events) happen(scenario, truth, event);
        for (const handoff of Object.values(scenario.state.handoffs)) {
          for (const message of handoff.messages.filter((each) => isKnown(handoff, each))) {
            const again = {
              type: 'RecordAgencyStatus',
              handoff: handoff.id,
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
