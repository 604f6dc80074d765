import { localDate, startOfDay, toMillis, type Instant } from '@lienthong/calendar';

const DAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];

// Day, month, year and time of day in Viet Nam; every part has its zeros but the year.
function parts(at: Instant) {
  const date = localDate(at);
  const minutes = Math.floor((toMillis(at) - toMillis(startOfDay(date))) / 60_000);
  return {
    year: date.slice(0, 4),
    month: date.slice(5, 7),
    day: date.slice(8, 10),
    hour: `${Math.floor(minutes / 60)}`.padStart(2, '0'),
    minute: `${minutes % 60}`.padStart(2, '0'),
    weekday: DAYS[new Date(`${date}T00:00:00.000Z`).getUTCDay()] ?? '',
  };
}

/** `ngày 21 tháng 9 năm 2026`. Days below 10 and the months 1 and 2 have a zero before them, as in Decree 30/2020 [A]. */
export function longDate(at: Instant): string {
  const { day, month, year } = parts(at);
  return `ngày ${day} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`;
}

/** `17 giờ 00 phút, thứ Tư, ngày 23 tháng 9 năm 2026`. */
export function longTime(at: Instant): string {
  const { hour, minute, weekday } = parts(at);
  return `${hour} giờ ${minute} phút, ${weekday}, ${longDate(at)}`;
}

/** `23/09/2026`. */
export function shortDate(at: Instant): string {
  const { day, month, year } = parts(at);
  return `${day}/${month}/${year}`;
}

/** `17:00 23/09/2026`. */
export function shortTime(at: Instant): string {
  const { hour, minute } = parts(at);
  return `${hour}:${minute} ${shortDate(at)}`;
}
