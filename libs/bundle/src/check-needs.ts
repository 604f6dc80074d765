import type { CheckedDefinition } from './checked-definition';
import { needsOf, type Definition } from './definition';
import { nearest } from './nearest';
import { problem, type Problem } from './problem';

/** Needs name procedures of this bundle and do not lead in a circle. */
export function checkNeeds({ source, definition }: CheckedDefinition): readonly Problem[] {
  const keys = Object.keys(definition.procedures);
  const unknown = Object.entries(definition.procedures).flatMap(([key, procedure]) =>
    needsOf(procedure).flatMap((need, index) => {
      if (keys.includes(need.procedure)) return [];
      const near = nearest(need.procedure, keys);
      const where = source.at(['procedures', key, 'needs', index]);
      return [problem(where, 'unknown-procedure', { procedure: need.procedure, near, known: keys.join(', ') })];
    }),
  );
  const cycles = findCycles(definition).map((cycle) => {
    const path = [...cycle, cycle[0]].join(' → ');
    return problem(source.atKey(['procedures', cycle[0] ?? '', 'needs']), 'cycle', { path });
  });
  return [...unknown, ...cycles];
}

/** Every circle once, beginning with the procedure that is defined first. */
function findCycles({ procedures }: Definition): readonly (readonly string[])[] {
  const finished = new Set<string>();
  const cycles: string[][] = [];
  const visit = (key: string, trail: readonly string[]): void => {
    if (trail.includes(key)) cycles.push(trail.slice(trail.indexOf(key)));
    if (finished.has(key) || trail.includes(key)) return;
    for (const need of needsOf(procedures[key])) visit(need.procedure, [...trail, key]);
    finished.add(key);
  };
  for (const key of Object.keys(procedures)) visit(key, []);
  return cycles;
}

/** The procedures that have certainly been completed when this one starts: its needs, their needs, and so on. */
export function completedBefore(key: string, { procedures }: Definition): ReadonlySet<string> {
  const before = new Set<string>();
  const collect = (from: string): void => {
    for (const need of needsOf(procedures[from])) {
      if (need.until !== 'completed' || before.has(need.procedure)) continue;
      before.add(need.procedure);
      collect(need.procedure);
    }
  };
  collect(key);
  return before;
}
