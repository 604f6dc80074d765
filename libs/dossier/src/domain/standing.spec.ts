import { plusMillis } from '@lienthong/calendar';
import { BIRTH, RESIDENCE, RESULTS, Scenario } from '../testing/scenario';
import type { DossierEvent } from './dossier.events';
import { openSupplements } from './turns';

const standings = (events: readonly DossierEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'AgencyStatusReported' ? [event.data.standing] : []));

describe('what a report of an agency does', () => {
  it('is news as long as the agency goes forward', () => {
    const scenario = Scenario.received('2024-07-01');
    for (const status of ['received', 'in-process', 'supplement-needed', 'in-process', 'completed'] as const) {
      const message = `${scenario.steps.length}`;
      expect(standings(scenario.report(BIRTH, status, { message }))).toEqual(['news']);
    }
  });

  it('is late, and changes nothing, when a later status is known already', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.report(BIRTH, 'completed');
    const before = scenario.state.procedures;
    expect(standings(scenario.report(BIRTH, 'in-process'))).toEqual(['late']);
    expect(scenario.state.procedures).toEqual(before);
  });

  it('is late when it says of an earlier moment that the agency was at work, though a supplement was asked for since', () => {
    const scenario = Scenario.received('2024-07-01');
    const reported = (minutes: number) => ({ message: `m-${minutes}`, reportedAt: plusMillis(scenario.now, minutes * 60_000) });
    scenario.report(BIRTH, 'supplement-needed', reported(10));
    expect(standings(scenario.report(BIRTH, 'in-process', reported(5)))).toEqual(['late']);
    expect(openSupplements(scenario.state)).toHaveLength(1);
    // Said afterwards, it means that the agency goes on without.
    expect(standings(scenario.report(BIRTH, 'in-process', reported(15)))).toEqual(['news']);
    expect(openSupplements(scenario.state)).toEqual([]);
  });

  it('is not recorded when the same message comes again', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.report(BIRTH, 'in-process');
    expect(scenario.report(BIRTH, 'in-process')).toEqual([]);
  });

  it('contradicts when the agency takes back its final word, and is shown, but a registered birth stays registered', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.report(BIRTH, 'completed');
    expect(standings(scenario.report(BIRTH, 'refused'))).toEqual(['contradicts']);
    expect(scenario.statusOf(BIRTH)).toBe('completed');
    expect(scenario.state.contradictions).toMatchObject([{ handoff: scenario.handoff(BIRTH), message: `${BIRTH}-refused` }]);
  });

  it('contradicts when a result that is known comes with another value', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.report(BIRTH, 'completed');
    const other = { ...RESULTS[BIRTH], number: '113' };
    expect(standings(scenario.report(BIRTH, 'completed', { result: other, message: 'again' }))).toEqual(['contradicts']);
    expect(scenario.state.handoffs[BIRTH]?.report?.result).toMatchObject({ number: '112' });
  });

  it('proves that the agency has the handoff, also when every attempt to send it had failed and it was parked', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    const failure = { outcome: 'unknown', code: 'no-answer', detail: '' } as const;
    scenario.do({ type: 'RecordAttemptFailure', handoff: scenario.handoff(BIRTH), attempt: 1, failure });
    expect(scenario.stageOf(BIRTH)).toBe('parked');
    scenario.report(BIRTH, 'in-process');
    expect(scenario.stageOf(BIRTH)).toBe('acknowledged');
    scenario.report(BIRTH, 'completed');
    expect(scenario.statusOf(RESIDENCE)).toBe('started');
  });
});
