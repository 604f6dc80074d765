import { stripVTControlCharacters } from 'node:util';
import type { DueSummary } from '@lienthong/read-models';
import { dueText } from './due-text';
import { dueTexts } from './texts/due';

const DOSSIER = '019a9f00-0000-7000-8000-000000000001';
const row = (changes: object) =>
  ({
    dossier: DOSSIER,
    office: '26734',
    of: 'dossier',
    promised: '2026-10-28T10:00:00.000Z',
    legal: '2026-10-28T10:00:00.000Z',
    state: 'soon',
    holder: 'in-transit',
    ...changes,
  }) as object as DueSummary;
const cells = (rows: readonly DueSummary[], language: 'vi' | 'en') =>
  stripVTControlCharacters(dueText(rows, language))
    .split('\n')
    .slice(2)
    .map((line) => line.split(/ {2,}/));

describe('what is due in a terminal', () => {
  it('says what is late, for how long, and who has it', () => {
    const late = row({
      of: 'permanent-residence',
      promised: '2026-10-30T10:00:00.000Z',
      state: 'late',
      lateFor: { days: 2, hours: 3 },
      holder: 'agency:police',
      oneStopCode: 'H29.35.38-261026-0001',
      linkedNumber: 'G22.99.08-260921-896048',
    });
    const times = ['30/10/2026 17:00', '28/10/2026 17:00'];
    const rest = ['26734', 'H29.35.38-261026-0001', DOSSIER];
    expect(cells([late], 'vi')).toEqual([[...times, 'quá hạn 2 ngày 3 giờ', 'permanent-residence', 'Công an', ...rest]]);
    expect(cells([late], 'en')).toEqual([[...times, 'late 2 d 3 h', 'permanent-residence', 'police', ...rest]]);
  });

  it('says what is due soon, and that it is the whole dossier', () => {
    const soon = row({ linkedNumber: 'G22.99.08-260921-896048' });
    expect(cells([soon], 'vi')).toEqual([
      ['28/10/2026 17:00', '28/10/2026 17:00', 'sắp đến hạn', 'toàn bộ hồ sơ', 'đang chuyển', '26734', 'G22.99.08-260921-896048', DOSSIER],
    ]);
    expect(cells([soon], 'en')[0]?.slice(2, 5)).toEqual(['soon', 'whole dossier', 'in-transit']);
  });

  it('counts from less than an hour on', () => {
    expect(dueTexts.late({ days: 0, hours: 0 })).toEqual({ en: 'late, less than an hour', vi: 'quá hạn chưa đến 1 giờ' });
    expect(dueTexts.late({ days: 0, hours: 5 })).toEqual({ en: 'late 5 h', vi: 'quá hạn 5 giờ' });
    expect(dueTexts.late({ days: 1, hours: 0 }).vi).toBe('quá hạn 1 ngày 0 giờ');
  });
});
