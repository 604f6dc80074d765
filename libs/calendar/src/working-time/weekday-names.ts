import type { Bilingual } from './bilingual';
import { dayMonthYear, weekday, type Weekday } from './civil-day';
import type { LocalDate } from '../instant';

const NAMES: Readonly<Record<Weekday, { readonly short: Bilingual; readonly long: Bilingual }>> = {
  sunday: { short: { vi: 'CN', en: 'Sun' }, long: { vi: 'Chủ nhật', en: 'Sunday' } },
  monday: { short: { vi: 'T2', en: 'Mon' }, long: { vi: 'thứ Hai', en: 'Monday' } },
  tuesday: { short: { vi: 'T3', en: 'Tue' }, long: { vi: 'thứ Ba', en: 'Tuesday' } },
  wednesday: { short: { vi: 'T4', en: 'Wed' }, long: { vi: 'thứ Tư', en: 'Wednesday' } },
  thursday: { short: { vi: 'T5', en: 'Thu' }, long: { vi: 'thứ Năm', en: 'Thursday' } },
  friday: { short: { vi: 'T6', en: 'Fri' }, long: { vi: 'thứ Sáu', en: 'Friday' } },
  saturday: { short: { vi: 'T7', en: 'Sat' }, long: { vi: 'thứ Bảy', en: 'Saturday' } },
};

/** `T6 13/02/2026` or `thứ Sáu 13/02/2026`. */
export const dayInWords = (date: LocalDate, form: 'short' | 'long'): Bilingual => {
  const { vi, en } = NAMES[weekday(date)][form];
  return { vi: `${vi} ${dayMonthYear(date)}`, en: `${en} ${dayMonthYear(date)}` };
};
