import { BIRTH, DOSSIER, Scenario, types } from '../testing/scenario';
import type { Command } from './commands';
import type { DossierId, DuplicateDecision } from './dossier.events';
import { waitsFor } from './waits-for';

const [FIRST, SECOND] = [2, 3].map((n) => `019a9f00-0000-7000-8000-00000000000${n}` as DossierId) as [DossierId, DossierId];

const decided = (decision: DuplicateDecision, ...candidates: DossierId[]): Command => ({
  type: 'DecideDuplicate',
  candidates,
  decision,
  reason: 'asked both parents',
});

describe('a decision on dossiers that look alike', () => {
  it('declines the one that was filed a second time, and says where the matter goes on', () => {
    const scenario = Scenario.submitted('2026-09-01');
    expect(types(scenario.do(decided('same', FIRST)))).toEqual(['DuplicateDecided', 'DossierDeclined']);
    expect(scenario.state).toMatchObject({ phase: 'closed', outcome: 'declined', duplicateOf: FIRST });
    expect(waitsFor(scenario.state)).toEqual([]);
  });

  it('lets twins go on, each by itself', () => {
    const scenario = Scenario.submitted('2026-09-01');
    scenario.do(decided('other', FIRST, SECOND));
    expect(scenario.state).toMatchObject({ phase: 'submitted', distinctFrom: [FIRST, SECOND] });
    scenario.do({ type: 'ReceiveDossier' });
    expect(scenario.statusOf(BIRTH)).toBe('started');
  });

  it('says nothing when it says what was decided already, or names the dossier itself', () => {
    const scenario = Scenario.submitted('2026-09-01');
    scenario.do(decided('other', FIRST));
    expect(scenario.do(decided('other', FIRST))).toEqual([]);
    expect(scenario.do(decided('other', FIRST, SECOND))).toMatchObject([{ data: { candidates: [SECOND] } }]);
    expect([scenario.do(decided('same', DOSSIER)), scenario.do(decided('other', DOSSIER))]).toEqual([[], []]);
  });

  it('may be taken back: what seemed to be something else was the same', () => {
    const scenario = Scenario.submitted('2026-09-01');
    scenario.do(decided('other', FIRST));
    expect(types(scenario.do(decided('same', FIRST)))).toEqual(['DuplicateDecided', 'DossierDeclined']);
  });

  it('comes too late once the dossier is received, or has ended', () => {
    const scenario = Scenario.received('2026-09-01');
    expect(() => scenario.do(decided('same', FIRST))).toThrow('already-received');
    const declined = Scenario.submitted('2026-09-01');
    declined.do(decided('same', FIRST));
    expect(() => declined.do(decided('other', SECOND))).toThrow('dossier-ended');
  });
});
