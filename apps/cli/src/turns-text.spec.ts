import type { DossierView } from '@lienthong/dossier';
import { dossierText } from './dossier-text';

const BIRTH = 'birth-registration';

const view = {
  id: '01a175ef-9d00-7223-855a-a5d8a5e4f8a4',
  phase: 'under-way',
  bundle: { code: 'birth' },
  submittedAt: '2026-10-26T02:00:00.000Z',
  procedures: [
    {
      procedure: BIRTH,
      status: 'started',
      route: { option: 'commune', why: { vi: 'Thuộc thẩm quyền xã', en: 'The commune is competent' } },
      notices: [{ id: `x.${BIRTH}-supplement-1`, kind: 'supplement', number: 1, stage: { is: 'parked' } }],
    },
  ],
  waitsFor: [
    { on: 'task', task: 'payment' },
    { on: 'task', task: 'supplement', handoff: `x.${BIRTH}` },
    { on: 'task', task: 'release-handoff', handoff: `x.${BIRTH}-supplement-1` },
  ],
  supplements: [
    { number: 1, state: 'provided', by: 'agency', procedure: BIRTH, what: { erased: true }, fields: [] },
    {
      number: 2,
      state: 'open',
      by: 'agency',
      procedure: BIRTH,
      what: 'Giấy chứng sinh',
      fields: ['/a', '/b'],
      respondBy: '2026-11-04T10:00:00.000Z',
    },
  ],
  payments: [{ number: 1, state: 'open', amount: 24_000, purpose: 'Ba bản sao' }],
  corrections: [{ number: 1, at: '2026-10-27T02:00:00.000Z', reason: 'Ghi nhầm', affected: ['permanent-residence'] }],
} as unknown as DossierView;

describe('a dossier on the screen', () => {
  it.each([
    [
      'vi',
      [
        'báo cho cơ quan: bổ sung 1 (dừng chờ)',
        'Thuộc thẩm quyền xã',
        'bổ sung 1  đã bổ sung  birth-registration  đã xóa',
        'bổ sung 2  đang chờ  birth-registration  đến 04/11/2026 17:00  /a /b  Giấy chứng sinh',
        'khoản nộp 1  đang chờ  24.000 đồng: Ba bản sao',
        'đính chính 1  27/10/2026 09:00  Ghi nhầm  báo cho: permanent-residence',
        'bước tiếp theo: công dân nộp 24.000 đồng: Ba bản sao; công dân bổ sung theo yêu cầu (birth-registration) đến 04/11/2026 17:00; người',
      ],
    ],
    [
      'en',
      [
        'the agency is told: supplement 1 (parked)',
        'The commune is competent',
        'supplement 1  provided  birth-registration  erased',
        'supplement 2  asked for  birth-registration  until 04/11/2026 17:00  /a /b  Giấy chứng sinh',
        'payment 1  asked for  24,000 đồng: Ba bản sao',
        'correction 1  27/10/2026 09:00  Ghi nhầm  told: permanent-residence',
        'next move: the citizen pays 24,000 đồng: Ba bản sao; the citizen supplements what is asked for (birth-registration) until 04/11/2026 17:00; a person',
      ],
    ],
  ] as const)('says whose turn it is and until when, and what was told to whom (%s)', (language, lines) => {
    const text = dossierText(view, language);
    for (const line of lines) expect(text).toContain(line);
  });
});
