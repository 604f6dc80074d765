import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { hunt, MISTAKES, mutationOf, type Found } from './mutations';
import { shrink } from './shrinking/shrink';
import { numbers, simulate } from './simulate';

/** So many seeds are enough for any mistake. */
const SEEDS = 80;

/** The seed that the documentation names for a mistake. Most hunts end there; the others look further. */
const STATED = new Map(
  [...readFileSync(join(projectRoot(), 'docs/simulation.md'), 'utf8').matchAll(/^\| `([\w-]+)` +\|.*?\| (\d+) +\|/gm)].map(
    ([, name = '', seed]) => [name, Number(seed)] as const,
  ),
);

const find = async (name: string): Promise<Found | undefined> => (await hunt(name, 1, STATED.get(name))) ?? hunt(name, SEEDS);

describe('a simulated world', () => {
  it('keeps all that must be true, whatever goes wrong in it', async () => {
    for (let seed = 1; seed <= 25; seed++) {
      const { broken } = await simulate({ seed, dossiers: numbers(5) });
      expect({ seed, broken }).toEqual({ seed, broken: [] });
    }
  });

  it.each([3, 12])('is the same world again for the same seed (%i)', async (seed) => {
    const live = async (): Promise<string[]> => {
      const told: string[] = [];
      await simulate({ seed, dossiers: numbers(3), tell: (at, what) => told.push(`${at} ${what}`) });
      return told;
    };
    const first = await live();
    expect(first.length).toBeGreaterThan(100);
    expect(await live()).toEqual(first);
  });

  it('has engines that crash, two at once, clocks that jump, and all other kinds of mistakes of its surroundings', async () => {
    const kinds = new Set<string>();
    const engines = new Set<number>();
    for (let seed = 101; seed <= 115; seed++) {
      const outcome = await simulate({ seed, dossiers: numbers(5) });
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
    const mutation = mutationOf('answers-for-a-later-attempt');
    const found = await find(mutation.name);
    const shrunk = found && (await shrink({ seed: found.seed, dossiers: numbers(6) }, mutation));
    expect(shrunk?.broken.invariant).toBe('no effect twice');
    expect(shrunk?.dossiers).toHaveLength(1);
    expect(shrunk?.faults.length).toBeLessThanOrEqual(3);
    // The same without the mistake is nothing.
    const { broken } = await simulate({ ...shrunk, seed: found?.seed ?? 0, dossiers: numbers(1), faults: new Set(shrunk?.faults) });
    expect(broken).toEqual([]);
  });
});
