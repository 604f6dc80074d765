/** A span of time as ISO 8601 text of days and smaller, e.g. `PT15M`, `P1DT2H`, `PT0.5S`. */
export type Duration = string & { readonly __brand: 'Duration' };

const PATTERN = /^P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;

/** Milliseconds of an ISO 8601 duration. Months and years have no fixed length and are refused (`RangeError`). */
export function durationMillis(text: string): number {
  const match = PATTERN.exec(text);
  if (!match) throw new RangeError(`not a duration such as PT15M or P1DT2H: ${text}`);
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number];
  return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}
