/** Every way to leave members out of a filter. */
export function subsets<Filter extends object>(whole: Filter): Partial<Filter>[] {
  const entries = Object.entries(whole);
  return Array.from({ length: 2 ** entries.length }, (_, bits) =>
    Object.fromEntries(entries.filter((_entry, at) => (bits >> at) & 1)),
  ) as Partial<Filter>[];
}
