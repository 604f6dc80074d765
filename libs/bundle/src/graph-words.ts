import type { AgencyCode, Bilingual, Bundle, Procedure, TimeLimit } from './bundle';

/** A time limit in words. */
export function limitInWords(limit: TimeLimit): Bilingual {
  const working = 'workingDays' in limit;
  const count = working ? limit.workingDays : limit.days;
  const verified = limit.withVerification;
  const more = verified === undefined ? { vi: '', en: '' } : { vi: ` (xác minh: ${verified})`, en: ` (${verified} with verification)` };
  if (count === 0) return { vi: `trong ngày${working ? ' làm việc' : ''}${more.vi}`, en: `same ${working ? 'working ' : ''}day${more.en}` };
  const unit = { vi: working ? 'ngày làm việc' : 'ngày', en: `${working ? 'working ' : ''}day${count === 1 ? '' : 's'}` };
  return { vi: `${count} ${unit.vi}${more.vi}`, en: `${count} ${unit.en}${more.en}` };
}

/** Who may carry a procedure out: its agency, or the agencies of its routes. */
export const agenciesOfProcedure = ({ agency, routes }: Procedure): readonly AgencyCode[] =>
  routes.length === 0 ? [agency] : [...new Set(routes.map((route) => route.agency))];

/** The time limit of a procedure in words; of several by route, from the shortest to the longest. */
export function limitsInWords({ timeLimit, routes }: Procedure): Bilingual {
  const words = routes.length === 0 ? [limitInWords(timeLimit)] : routes.map((route) => limitInWords(route.timeLimit));
  const [first] = words;
  if (first && words.every(({ en }) => en === first.en)) return first;
  const days = routes.map(({ timeLimit: limit }) => ('workingDays' in limit ? limit.workingDays : limit.days));
  const span = `${Math.min(...days)}–${Math.max(...days)}`;
  return { vi: `${span} ngày, theo tuyến`, en: `${span} days, by route` };
}

/** From when to when a version is in force. */
export function forceInWords({ effective: { from, until } }: Bundle): Bilingual {
  return until === undefined
    ? { vi: `Hiệu lực từ ${from}`, en: `In force from ${from}` }
    : { vi: `Hiệu lực từ ${from} đến trước ${until}`, en: `In force from ${from} until before ${until}` };
}
