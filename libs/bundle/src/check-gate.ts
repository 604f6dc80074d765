import type { CheckedDefinition } from './checked-definition';
import { needsOf } from './definition';
import { problem, type Problem } from './problem';

/** A bundle has one gate, and nothing comes before it. */
export function checkGate({ source, definition }: CheckedDefinition): readonly Problem[] {
  const gates = Object.entries(definition.procedures).filter(([, { gate }]) => gate);
  const [first, second] = gates;
  if (!first) return [problem(source.atKey(['procedures']), 'gate-missing')];
  if (second) {
    const names = gates.map(([key]) => key).join(', ');
    return [problem(source.atKey(['procedures', second[0], 'gate']), 'gate-twice', { gates: names })];
  }
  const [key, procedure] = first;
  return needsOf(procedure).length === 0
    ? []
    : [problem(source.atKey(['procedures', key, 'needs']), 'gate-with-needs', { procedure: key })];
}
