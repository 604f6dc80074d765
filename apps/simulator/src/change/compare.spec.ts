import { compare } from './compare';
import type { Played } from './played';

const HOUR_MS = 3_600_000;
const played = (name: string, hours: number, procedures: Record<string, string> = {}, late = false): Played => ({
  name,
  bundle: 'birth@2023-07-10',
  outcome: 'completed',
  procedures,
  worked: hours * HOUR_MS,
  passed: hours * 2 * HOUR_MS,
  late,
});

describe('dossiers played under two definitions', () => {
  const before = [played('a', 10), played('b', 20, { card: 'completed' }), played('c', 30, {}, true)];
  const after = [played('a', 10), played('b', 25, { card: 'refused' }), played('c', 12, { more: 'completed' })];
  const found = compare(before, after);

  it('are counted by whether they take more time, less, or end otherwise', () => {
    expect(found).toMatchObject({ dossiers: 3, later: 1, earlier: 1, otherwise: 2 });
  });

  it('have a median, and a time within which nine of ten end', () => {
    expect([found.before.worked, found.after.passed]).toEqual([
      { median: 20 * HOUR_MS, p90: 30 * HOUR_MS },
      { median: 24 * HOUR_MS, p90: 50 * HOUR_MS },
    ]);
    expect([found.before.late, found.after.late]).toEqual([1, 0]);
  });

  it('say of each procedure how it ended, also where only one of the definitions has it', () => {
    expect(found.procedures).toEqual([
      { procedure: 'card', before: { 'not-asked': 2, completed: 1 }, after: { 'not-asked': 2, refused: 1 }, otherwise: 1 },
      { procedure: 'more', before: { 'not-asked': 3 }, after: { 'not-asked': 2, completed: 1 }, otherwise: 1 },
    ]);
  });

  it('name those that differ most', () => {
    expect(found.examples.map(({ name }) => name)).toEqual(['b', 'c']);
  });
});
