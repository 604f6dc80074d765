import type { LocalDate } from '@lienthong/calendar';
import { Offices, type Office } from './offices';

const day = (text: string) => text as LocalDate;
const office = (code: string, from: string, ended?: { until: string; successor: string }): Office => ({
  code,
  name: `Xã ${code}`,
  province: '01',
  from: day(from),
  ...(ended && { until: day(ended.until), successor: ended.successor }),
});

describe('the one-stops', () => {
  const offices = new Offices([
    office('00001', '2004-01-01', { until: '2020-01-01', successor: '00002' }),
    office('00002', '2004-01-01', { until: '2025-07-01', successor: '00003' }),
    office('00003', '2025-07-01'),
  ]);

  it.each([
    ['00003', '2025-07-01', '00003'],
    ['00002', '2025-06-30', '00002'],
    ['00002', '2025-07-01', '00003'],
    ['00001', '2019-12-31', '00001'],
    ['00001', '2020-01-01', '00002'],
    ['00001', '2026-01-01', '00003'],
    ['00003', '2025-06-30', undefined],
    ['00004', '2026-01-01', undefined],
    ['__proto__', '2026-01-01', undefined],
  ])('for %s on %s: %s serves', (code, on, serving) => expect(offices.serving(code, day(on))?.code).toBe(serving));
});
