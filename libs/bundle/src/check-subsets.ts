import type { CheckedDefinition } from './checked-definition';
import { completedBefore } from './check-needs';
import { nearest } from './nearest';
import { problem, type Problem } from './problem';

/** Whatever may be filed together can also be carried out together, and every procedure can be asked for somehow. */
export function checkSubsets(subject: CheckedDefinition): readonly Problem[] {
  const { source, definition } = subject;
  const keys = Object.keys(definition.procedures);
  const gate = keys.find((key) => definition.procedures[key]?.gate);
  const inSubsets = definition.subsets.flatMap((subset, index) => {
    const where = source.at(['subsets', index]);
    const unknown = subset.flatMap((procedure, place) => {
      if (keys.includes(procedure)) return [];
      const details = { procedure, near: nearest(procedure, keys), known: keys.join(', ') };
      return [problem(source.at(['subsets', index, place]), 'unknown-procedure', details)];
    });
    const gateless = gate !== undefined && !subset.includes(gate) ? [problem(where, 'subset-without-gate', { gate })] : [];
    const lacking = subset.flatMap((procedure) =>
      lackingNeeds(procedure, subset, subject)
        .filter((need) => need !== gate)
        .map((need) => problem(where, 'subset-lacks-need', { procedure, need })),
    );
    return [...unknown, ...gateless, ...lacking];
  });
  const unreachable = keys
    .filter((key) => !definition.subsets.some((subset) => subset.includes(key) && lackingNeeds(key, subset, subject).length === 0))
    .map((key) => problem(source.atKey(['procedures', key]), 'unreachable', { procedure: key }));
  return [...inSubsets, ...unreachable];
}

/** Needs that are procedures of the bundle (others are reported where they are written) but not of the subset. */
function lackingNeeds(procedure: string, subset: readonly string[], { definition }: CheckedDefinition): readonly string[] {
  return [...completedBefore(procedure, definition)].filter((need) => need in definition.procedures && !subset.includes(need));
}
