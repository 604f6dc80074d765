import { startOfDay, plusMillis, instant, localDate, type Instant, type LocalDate } from '../../instant';
import type { CalendarVersionData } from '../calendar-data';
import { calendarVersion } from '../calendars';
import type { TimeOfDay } from '../civil-day';

export const day = (text: string): LocalDate => localDate(startOfDay(text));
const days = (...texts: string[]): readonly LocalDate[] => texts.map(day);
const pairs = (texts: Record<string, string>) => texts as Record<string, LocalDate>;

/** `2026-02-13 15:01`, or with seconds, in Viet Nam. */
export const at = (text: string): Instant => instant(`${text.replace(' ', 'T')}${text.length === 16 ? ':00' : ''}+07:00`);

export const laterBy = (from: Instant, minutes: number): Instant => plusMillis(from, minutes * 60_000);

/** Two years as they are in workflows/reference/calendars, and agencies that differ. */
export const DATA: CalendarVersionData = {
  receptionCutOff: '15:00' as TimeOfDay,
  dueAt: '17:00' as TimeOfDay,
  weeklyDaysOff: ['saturday', 'sunday'],
  holidays: {
    'new-year': { vi: 'Tết Dương lịch', en: 'New Year', days: 1 },
    tet: { vi: 'Tết Nguyên đán', en: 'Lunar New Year', days: 5 },
    'hung-kings': { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings’ Day', days: 1 },
    reunification: { vi: 'Ngày Chiến thắng', en: 'Reunification Day', days: 1 },
    labour: { vi: 'Ngày Quốc tế lao động', en: 'Labour Day', days: 1 },
  },
  agencies: { police: 'police', justice: 'state' },
  calendars: {
    state: {
      years: {
        2026: {
          holidays: {
            'new-year': days('2026-01-01'),
            tet: days('2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'),
            'hung-kings': days('2026-04-26'),
            reunification: days('2026-04-30'),
            labour: days('2026-05-01'),
          },
          compensationDays: pairs({ '2026-04-27': '2026-04-26' }),
          workingSaturdays: pairs({ '2026-01-10': '2026-01-02' }),
        },
        2027: {
          holidays: {
            'new-year': days('2027-01-01'),
            tet: days('2027-02-04', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'),
          },
          compensationDays: pairs({ '2027-02-09': '2027-02-06', '2027-02-10': '2027-02-07' }),
        },
      },
    },
    police: {
      extends: 'state',
      years: { 2026: { ordinaryDays: days('2026-01-02', '2026-01-10'), workingSaturdays: pairs({ '2026-01-17': '2026-01-16' }) } },
    },
  },
};

export const version = calendarVersion(day('2026-01-01'), 'd'.repeat(64), DATA);
export const state = version.of();
