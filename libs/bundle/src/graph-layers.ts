import type { Bundle, Need, Procedure } from './bundle';

/** Procedures by how many steps come before them: what stands in one layer can run side by side. */
export function layersOf({ procedures }: Bundle): readonly (readonly Procedure[])[] {
  const depths = new Map<string, number>();
  const depthOf = (procedure: Procedure): number => {
    const known = depths.get(procedure.key);
    if (known !== undefined) return known;
    const depth = Math.max(
      0,
      ...procedures.filter(({ key }) => procedure.needs.some((need) => need.procedure === key)).map((each) => depthOf(each) + 1),
    );
    depths.set(procedure.key, depth);
    return depth;
  };
  const last = Math.max(0, ...procedures.map(depthOf));
  return Array.from({ length: last + 1 }, (_, layer) => procedures.filter((procedure) => depthOf(procedure) === layer));
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly need: Need;
  /** What is to be said at the arrow: `personalId`, or that a refusal does not stop. Empty for the plain case. */
  readonly label: string;
}

export const edgesOf = ({ procedures }: Bundle): readonly Edge[] =>
  procedures.flatMap(({ key, needs }) =>
    needs.map((need) => ({
      from: need.procedure,
      to: key,
      need,
      label: [...(need.until === 'ended' ? ['khi kết thúc / once ended'] : []), ...need.results].join(', '),
    })),
  );
