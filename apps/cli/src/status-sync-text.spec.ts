import { instant } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import type { StatusTroubles } from './api-client';
import { toldText, troublesText } from './status-sync-text';

const WELL: StatusTroubles = { receivers: ['portal'], toldHere: true, refused: 0, failing: 0, troubles: [] };
const REFUSED = {
  receiver: 'portal',
  dossier: 'd-1' as DossierId,
  kind: 'refused',
  number: 2,
  code: 'TD05',
  meaning: { vi: 'Không có hồ sơ', en: 'There is no dossier' },
  since: instant('2026-11-22T08:00:00Z'),
  tries: 1,
} as const;

describe('the status sync on a terminal', () => {
  it('tells that all is well from that nobody is told anything', () => {
    expect(troublesText(WELL, 'en')).toBe('every status gets through');
    expect(troublesText({ ...WELL, receivers: [] }, 'en')).toMatch(/^nobody is told statuses/);
    expect(troublesText({ ...WELL, toldHere: false }, 'en')).toMatch(/^another engine tells them/);
    expect(troublesText({ ...WELL, toldHere: false }, 'vi')).toMatch(/^tiến trình khác/);
  });

  it('says what stands still, since when and why, and how many are not shown', () => {
    const shown = { ...WELL, refused: 1, failing: 1_200, troubles: [REFUSED] };
    expect(troublesText(shown, 'vi')).toMatch(/Cổng dịch vụ công +chờ người xử lý +22\/11\/2026 15:00 +2 +TD05: Không có hồ sơ +d-1/);
    expect(troublesText(shown, 'en')).toMatch(/\n\n1 of 1,201 are shown: --limit$/);
  });

  it('shows what was told and what is not confirmed yet', () => {
    const sent = { receiver: 'linked-channel', number: 1, status: 1, sha256: 'abc', sentAt: REFUSED.since };
    expect(toldText([sent], 'en')).toMatch(/linked-channel +1 +1 +22\/11\/2026 15:00 +abc$/);
    expect(toldText([], 'en')).toBe('nobody was told anything of this dossier');
  });
});
