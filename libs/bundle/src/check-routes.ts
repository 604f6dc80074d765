import type { CheckedDefinition } from './checked-definition';
import { timeLimitsOf } from './definition';
import { problem, type Problem } from './problem';

/** Every route can be told from the others, and every route and every limit of the whole can be reached. */
export function checkRoutes({ source, definition }: CheckedDefinition): readonly Problem[] {
  const ofProcedures = Object.entries(definition.procedures).flatMap(([key, { routes = [] }]) => {
    const at = ['procedures', key, 'routes'];
    const names = routes.map(({ option }) => option);
    const twice = names.flatMap((option, index) =>
      names.indexOf(option) < index ? [problem(source.at([...at, index, 'option']), 'route-twice', { option })] : [],
    );
    const shadowing = shadowingAt(routes);
    if (shadowing === undefined) return twice;
    return [...twice, problem(source.at([...at, shadowing]), 'route-shadowed', { option: names[shadowing] })];
  });
  const shadowing = shadowingAt(timeLimitsOf(definition));
  if (shadowing === undefined) return ofProcedures;
  return [...ofProcedures, problem(source.at(['timeLimit', shadowing]), 'time-limit-shadowed', { place: String(shadowing + 1) })];
}

/** The place of the first that always holds, if others come after it. */
function shadowingAt(options: readonly { readonly when?: string }[]): number | undefined {
  const first = options.findIndex(({ when }) => when === undefined);
  return first === -1 || first === options.length - 1 ? undefined : first;
}
