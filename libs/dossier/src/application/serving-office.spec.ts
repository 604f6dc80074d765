import { Offices } from '@lienthong/bundle';
import type { LocalDate } from '@lienthong/calendar';
import { destinationOf, OfficeUnknown, requireServing } from './serving-office';

const day = (text: string) => text as LocalDate;
const offices = new Offices([
  { code: '26734', name: 'Phường Tân Định', province: '79', from: day('2025-07-01') },
  { code: '26737', name: 'Phường Đa Kao', province: '79', from: day('2004-01-01'), until: day('2025-07-01'), successor: '26734' },
  { code: '26750', name: 'Phường Mới', province: '79', from: day('2027-01-01') },
]);

describe('where a dossier belongs, by the code that was written', () => {
  it.each([
    ['one that serves', '26734', { office: '26734' }],
    ['one that was merged away', '26737', { office: '26734', officeAsked: '26737' }],
    ['one that does not serve yet', '26750', { why: 'office-not-serving' }],
    ['one that nobody knows', '99999', { why: 'office-unknown' }],
    ['a name that every object has', '__proto__', { why: 'office-unknown' }],
  ])('%s', (_, code, destination) => expect(destinationOf(offices, code, day('2026-10-26'))).toEqual(destination));

  it('is required of who assigns it: one that serves on that day', () => {
    expect(requireServing(offices, '26737', day('2026-10-26'))).toEqual({ office: '26734' });
    expect(() => requireServing(offices, '26750', day('2026-12-31'))).toThrow(OfficeUnknown);
    expect(requireServing(offices, '26750', day('2027-01-01'))).toEqual({ office: '26750' });
  });
});
