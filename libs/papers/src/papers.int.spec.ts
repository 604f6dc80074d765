import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalDate } from '@lienthong/calendar';
import { CommandRejected, type DossierId } from '@lienthong/dossier/domain';
import type { DossierSummary } from '@lienthong/read-models';
import { Papers } from './papers';
import { OfficeNotServed, PaperNotThere, PeriodInvalid, RegisterTooLong } from './refusals';
import { OFFICER, OneStopDesk, REFERENCE } from './testing/one-stop-desk';

const day = (text: string): LocalDate => text as LocalDate;

describe('papers', () => {
  let directory: string;
  let desk: OneStopDesk;
  let listed: Pick<DossierSummary, 'id' | 'receivedAt'>[];
  let papers: Papers;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'lienthong-papers-'));
    desk = new OneStopDesk(directory);
    listed = [];
    // Newest first, two at a time.
    const list = ({ cursor = '0' }: { cursor?: string } = {}) => {
      const [from, to] = [Number(cursor), Number(cursor) + 2];
      return Promise.resolve({ items: listed.slice(from, to), ...(to < listed.length && { next: `${to}` }) });
    };
    papers = new Papers(desk.dossiers, { list }, REFERENCE, desk.time);
  });
  afterEach(() => {
    desk.close();
    rmSync(directory, { recursive: true });
  });

  const enlist = async (id: DossierId): Promise<void> => {
    const receivedAt = (await desk.dossiers.load(id))?.dossier.receivedAt;
    listed.unshift({ id, ...(receivedAt && { receivedAt }) });
  };

  const register = (from: string, to: string, office = '26734') => papers.register(office, day(from), day(to), OFFICER);

  it('are found by name, and by number where it can only be one', async () => {
    const id = await desk.submitted();
    for (const number of [1, 2]) {
      await desk.do(id, { type: 'RequestSupplement', what: 'Thiếu giấy chứng sinh.', fields: [] });
      expect((await papers.find(id, `02.${number}`)).name).toBe(`02.${number}`);
      if (number === 1) expect((await papers.find(id, '02')).name).toBe('02.1');
    }
    await expect(papers.find(id, '02')).rejects.toThrow(PaperNotThere);
    await expect(papers.of('019a9f00-0000-7000-8000-00000000ffff' as DossierId)).rejects.toThrow(CommandRejected);
  });

  it('of an office are its register: received in the period, first come first, whenever they were submitted', async () => {
    const early = await desk.submitted();
    const [first, second] = [await desk.received(undefined, 'H29.35.38-261026-0002'), await desk.submitted()];
    desk.at('2026-11-02T08:00:00+07:00');
    await desk.do(early, { type: 'ReceiveDossier', oneStopCode: 'H29.35.38-261102-0001' });
    await desk.do(early, { type: 'StopDossier', reason: 'Nộp trùng.' });
    for (const id of [early, first, second]) await enlist(id);
    const october = await register('2026-10-01', '2026-10-31');
    expect(october.rows).toMatchObject([{ dossierCode: 'H29.35.38-261026-0002', outcome: 'Đang giải quyết' }]);
    const both = await register('2026-10-26', '2026-11-02');
    expect(both.rows.map(({ dossierCode }) => dossierCode)).toEqual(['H29.35.38-261026-0002', 'H29.35.38-261102-0001']);
    expect(both.rows[1]).toMatchObject({ outcome: 'Dừng giải quyết', requester: 'Nguyễn Hoàng Nam' });
    expect(both.officer).toEqual({ name: 'Trần Thị Bình', title: 'Công chức tiếp nhận hồ sơ' });
  });

  it('of an office are refused where there is no such office, no such period, or no end of them', async () => {
    await expect(register('2026-10-01', '2026-10-31', '00000')).rejects.toThrow(OfficeNotServed);
    await expect(register('2026-10-31', '2026-10-01')).rejects.toThrow(PeriodInvalid);
    const id = await desk.received();
    for (let i = 0; i <= 2_000; i++) await enlist(id);
    await expect(register('2026-10-01', '2026-10-31')).rejects.toThrow(RegisterTooLong);
  });
});
