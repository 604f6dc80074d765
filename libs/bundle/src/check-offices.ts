import { nearest } from './nearest';
import type { OfficesDefinition } from './offices';
import { problem, type Problem } from './problem';
import type { YamlSource } from './yaml-source';

/** Whether every commune that ended leads to one that did not. */
export function checkOffices(source: YamlSource, { offices }: OfficesDefinition): readonly Problem[] {
  return Object.entries(offices).flatMap(([code, { from, until, successor }]) => {
    if (until !== undefined && until <= from) return [problem(source.at(['offices', code, 'until']), 'effective-backwards')];
    if (successor === undefined) return [];
    const where = source.at(['offices', code, 'successor']);
    if (!Object.hasOwn(offices, successor)) {
      return [problem(where, 'unknown-office', { office: successor, near: nearest(successor, Object.keys(offices)) })];
    }
    const circle = circleFrom(code, offices);
    return circle ? [problem(where, 'successor-circle', { path: circle.join(' → ') })] : [];
  });
}

/** The way from an office over its successors back to itself, if there is one. */
function circleFrom(code: string, offices: OfficesDefinition['offices']): readonly string[] | undefined {
  const way = [code];
  for (let next = offices[code]?.successor; next !== undefined; next = offices[next]?.successor) {
    way.push(next);
    if (next === code) return way;
    // A circle further on is told of those that lie in it.
    if (way.indexOf(next) < way.length - 1) return undefined;
  }
  return undefined;
}
