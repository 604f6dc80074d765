import type { Bilingual, Bundle, TimeLimit } from './bundle';

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

/** From when to when a version is in force. */
export function forceInWords({ effective: { from, until } }: Bundle): Bilingual {
  return until === undefined
    ? { vi: `Hiệu lực từ ${from}`, en: `In force from ${from}` }
    : { vi: `Hiệu lực từ ${from} đến trước ${until}`, en: `In force from ${from} until before ${until}` };
}
