import type { Definition } from './definition';
import { problem, type Problem } from './problem';
import type { YamlSource } from './yaml-source';

export interface DatedDefinition {
  readonly source: YamlSource;
  readonly definition: Definition;
}

/** On every day at most one version of a bundle is in force. A day without any is allowed: a bundle may end. */
export function checkDates(definitions: readonly DatedDefinition[]): Problem[] {
  const backwards = definitions.filter(
    ({ definition: { effective } }) => effective.until !== undefined && effective.until <= effective.from,
  );
  const ordered = [...definitions].sort((a, b) => (a.definition.effective.from < b.definition.effective.from ? -1 : 1));
  const overlaps = ordered.flatMap((later, index) =>
    ordered
      .slice(0, index)
      .filter((earlier) => earlier.definition.bundle === later.definition.bundle && reaches(earlier, later))
      .map((earlier) => problem(earlier.source.atKey(['effective', 'until']), 'overlapping-dates', { other: later.source.file })),
  );
  return [...backwards.map(({ source }) => problem(source.atKey(['effective', 'until']), 'effective-backwards')), ...overlaps];
}

const reaches = ({ definition: { effective } }: DatedDefinition, later: DatedDefinition): boolean =>
  effective.until === undefined || effective.until > later.definition.effective.from;
