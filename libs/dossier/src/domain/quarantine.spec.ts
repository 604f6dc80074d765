import fc from 'fast-check';
import { BIRTH, bundleOf, Scenario, types, UNKNOWN } from '../testing/scenario';
import { CommandRejected, type Command } from './commands';
import type { OfficeCode } from './dossier.events';
import { holderOf } from './holder';
import { isQuarantined } from './quarantine';
import { waitsFor } from './waits-for';

const VERSION = '2026-09-01';
const TAN_DINH = '26734' as OfficeCode;
const SAI_GON = '26740' as OfficeCode;

const quarantined = (): Scenario => Scenario.submitted(VERSION, { quarantine: 'office-unknown' });
const assign = (office: OfficeCode): Command => ({ type: 'AssignOffice', office, reason: 'asked the citizen' });
const tasks = ({ state }: Scenario) => waitsFor(state).map((waiting) => waiting.on === 'task' && waiting.task);

describe('a dossier for a commune that nobody serves', () => {
  it('is taken in, with what the citizen wrote and the reason why it goes no further', () => {
    const scenario = quarantined();
    expect(scenario.steps.map(({ event }) => event)).toMatchObject([
      { type: 'DossierSubmitted', data: { office: UNKNOWN } },
      { type: 'DossierQuarantined', data: { why: 'office-unknown', office: UNKNOWN } },
    ]);
    expect(scenario.state).toMatchObject({
      phase: 'submitted',
      office: UNKNOWN,
      quarantine: { why: 'office-unknown', since: scenario.now },
    });
  });

  it('waits for somebody to assign it, and lies with no one-stop', () => {
    expect([tasks(quarantined()), holderOf(quarantined().state)]).toEqual([['assign-office'], 'operator']);
  });

  it('cannot be received', () => {
    expect(() => quarantined().do({ type: 'ReceiveDossier' })).toThrow(new CommandRejected('office-unassigned', UNKNOWN));
  });

  it('goes on as any other once it is assigned, and keeps what was written', () => {
    const scenario = quarantined();
    expect(types(scenario.do(assign(TAN_DINH)))).toEqual(['OfficeAssigned']);
    expect(scenario.state).toMatchObject({ office: TAN_DINH, officeAsked: UNKNOWN, quarantine: { assignedAt: scenario.now } });
    expect([tasks(scenario), holderOf(scenario.state)]).toEqual([['receive'], 'one-stop']);
    scenario.do({ type: 'ReceiveDossier' });
    expect([scenario.statusOf(BIRTH), scenario.state.office]).toEqual(['started', TAN_DINH]);
  });

  it('may be assigned anew until it is received, and stays with what was written first', () => {
    const scenario = quarantined();
    scenario.do(assign(TAN_DINH));
    expect(scenario.do(assign(TAN_DINH))).toEqual([]);
    scenario.do(assign(SAI_GON));
    expect(scenario.state).toMatchObject({ office: SAI_GON, officeAsked: UNKNOWN });
    scenario.do({ type: 'ReceiveDossier' });
    expect(() => scenario.do(assign(TAN_DINH))).toThrow('already-received');
  });

  it('may be assigned to the commune that was written, once that serves', () => {
    const scenario = quarantined();
    expect(types(scenario.do(assign(UNKNOWN)))).toEqual(['OfficeAssigned']);
    expect(scenario.state).not.toHaveProperty('officeAsked');
    expect(isQuarantined(scenario.state)).toBe(false);
    scenario.do(assign(TAN_DINH));
    expect(scenario.state).toMatchObject({ office: TAN_DINH, officeAsked: UNKNOWN });
  });

  it('lies with the citizen while it lacks something, and still waits to be assigned', () => {
    const scenario = quarantined();
    scenario.do({ type: 'RequestSupplement', what: 'which commune', fields: [] });
    expect([tasks(scenario), holderOf(scenario.state)]).toEqual([['assign-office', 'supplement'], 'citizen']);
    scenario.do(assign(TAN_DINH));
    expect(tasks(scenario)).toEqual(['supplement']);
  });

  it.each([
    ['declined', { type: 'DeclineDossier', reason: 'of another province' }],
    ['withdrawn', { type: 'WithdrawDossier', reason: 'filed by mistake' }],
  ] as const)('may be %s as it is', (outcome, command) => {
    const scenario = quarantined();
    scenario.do(command);
    expect(scenario.state).toMatchObject({ phase: 'closed', outcome });
    expect([tasks(scenario), isQuarantined(scenario.state)]).toEqual([[], false]);
    expect(() => scenario.do(assign(TAN_DINH))).toThrow('dossier-ended');
  });

  it('is something else than one that has its one-stop: that is not assigned to another', () => {
    expect(() => Scenario.submitted(VERSION).do(assign(SAI_GON))).toThrow('not-quarantined');
  });
});

describe('whatever is done to a dossier in quarantine', () => {
  const WHAT: readonly Command[] = [
    assign(TAN_DINH),
    assign(SAI_GON),
    assign(UNKNOWN),
    { type: 'ReceiveDossier' },
    { type: 'DeclineDossier', reason: 'of another province' },
    { type: 'WithdrawDossier', reason: 'filed by mistake' },
    { type: 'RequestSupplement', what: 'which commune', fields: [] },
    { type: 'ProvideSupplement', supplement: 1 },
    { type: 'RequestPayment', amount: 1_000, purpose: 'copies' },
    { type: 'RecordPayment', payment: 1, reference: 'BL-1' },
    { type: 'PassTime' },
  ];

  it('it is received only after it was assigned, keeps what was written, and waits for a person until it ends', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WHAT), { maxLength: 12 }), (commands) => {
        const scenario = quarantined();
        for (const command of commands) {
          const before = scenario.state;
          try {
            scenario.do(command);
          } catch (error) {
            if (!(error instanceof CommandRejected)) throw error;
            expect(scenario.state).toBe(before);
          }
          const { state } = scenario;
          const assigned = scenario.steps.some(({ event }) => event.type === 'OfficeAssigned');
          expect(state.officeAsked ?? state.office).toBe(UNKNOWN);
          expect(isQuarantined(state)).toBe(state.phase === 'submitted' && !assigned);
          expect(tasks(scenario).includes('assign-office')).toBe(isQuarantined(state));
          if (state.phase === 'under-way') expect(assigned).toBe(true);
          if (state.phase !== 'closed') expect(waitsFor(state)).not.toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('its procedures start as those of a dossier that had its one-stop from the beginning', () => {
    for (const version of ['2023-07-10', '2024-07-01', '2026-09-01']) {
      const scenario = Scenario.submitted(version, { quarantine: 'office-not-serving', chosen: bundleOf(version).subsets[0] });
      scenario.do(assign(TAN_DINH));
      const after = scenario.do({ type: 'ReceiveDossier' });
      expect(types(after)).toEqual(
        types(
          Scenario.received(version, { chosen: bundleOf(version).subsets[0] })
            .steps.slice(1)
            .map(({ event }) => event),
        ),
      );
    }
  });
});
