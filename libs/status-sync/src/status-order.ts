/** In which order a receiver takes statuses. */
export interface StatusOrder<Status extends number> {
  /** Whether a receiver that was told these, in this order, takes this one next. */
  takes(told: readonly Status[], next: Status): boolean;
  /** What may be told in passing, because what comes after it proves it. */
  readonly implied: readonly Status[];
}

/** The shortest way on which a receiver gets to a status: the status itself, and before it what is missing. Empty: there is none. */
export function wayTo<Status extends number>(order: StatusOrder<Status>, told: readonly Status[], wanted: Status): readonly Status[] {
  if (order.takes(told, wanted)) return [wanted];
  // What was told last stands already: there is no way round to say it again.
  if (told.at(-1) === wanted) return [];
  const ways: (readonly Status[])[] = [[]];
  for (let way = ways.shift(); way; way = ways.shift()) {
    const before = [...told, ...way];
    for (const next of order.implied) {
      if (way.includes(next) || !order.takes(before, next)) continue;
      if (order.takes([...before, next], wanted)) return [...way, next, wanted];
      ways.push([...way, next]);
    }
  }
  return [];
}
