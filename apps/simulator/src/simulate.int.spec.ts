import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { HUNTED_DOSSIERS, MISTAKES, type Found } from './mutations';
import { numbers } from './simulate';
import { ThreadOfWorlds } from './testing/thread-of-worlds';

/** So many seeds are enough for any mistake. */
const SEEDS = 80;

/** The seed that the documentation names for a mistake. Most hunts end there; the others look further. */
const STATED = new Map(
  [...readFileSync(join(projectRoot(), 'docs/simulation.md'), 'utf8').matchAll(/^\| `([\w-]+)` +\|.*?\| (\d+) +\|/gm)].map(
    ([, name = '', seed]) => [name, Number(seed)] as const,
  ),
);

const worlds = new ThreadOfWorlds();
afterAll(() => worlds.end());

const find = async (mistake: string): Promise<Found | undefined> =>
  (await worlds.ask('hunt', { mistake, seeds: 1, from: STATED.get(mistake) ?? 1 })) ??
  worlds.ask('hunt', { mistake, seeds: SEEDS, from: 1 });

describe('a simulated world', () => {
  it('keeps all that must be true, whatever goes wrong in it', async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const { broken } = await worlds.ask('simulate', { seed, dossiers: numbers(5) });
      expect({ seed, broken }).toEqual({ seed, broken: [] });
    }
  });

  it.each([3, 12])('is the same world again for the same seed (%i)', async (seed) => {
    const live = (): Promise<readonly string[]> => worlds.ask('trace', { seed, dossiers: numbers(3) });
    const first = await live();
    expect(first.length).toBeGreaterThan(100);
    expect(await live()).toEqual(first);
  });

  it('has engines that crash, two at once, clocks that jump, and all other kinds of mistakes of its surroundings', async () => {
    const kinds = new Set<string>();
    const engines = new Set<number>();
    for (let seed = 101; seed <= 115; seed++) {
      const outcome = await worlds.ask('simulate', { seed, dossiers: numbers(5) });
      for (const { kind } of outcome.struck) kinds.add(kind);
      engines.add(outcome.engines);
    }
    expect([...engines].sort()).toEqual([1, 2]);
    for (const kind of ['crash', 'clock-jump', 'outage', 'old-definitions', 'append-unanswered', 'answer-lost'] as const) {
      expect(kinds).toContain(kind);
    }
  });
});

describe('a deliberate mistake', () => {
  it.each(Object.keys(MISTAKES))('is found: %s', async (name) => {
    expect(await find(name)).toBeDefined();
  });

  it('has its row in the documentation, and nothing else has', () => {
    expect([...STATED.keys()].sort()).toEqual(Object.keys(MISTAKES).sort());
  });

  it('is shown by a short history', async () => {
    const mistake = 'answers-for-a-later-attempt';
    const found = await find(mistake);
    const shrunk = found && (await worlds.ask('shrink', { mistake, seed: found.seed, dossiers: numbers(HUNTED_DOSSIERS) }));
    expect(shrunk?.broken.invariant).toBe('no effect twice');
    expect(shrunk?.dossiers).toHaveLength(1);
    expect(shrunk?.faults.length).toBeLessThanOrEqual(5);
    // The same without the mistake is nothing.
    const without = shrunk && (await worlds.ask('simulate', { seed: shrunk.seed, dossiers: shrunk.dossiers, faults: shrunk.faults }));
    expect(without?.broken).toEqual([]);
  });
});
