import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalDate } from '@lienthong/calendar';
import type { DossierId, Submission } from '@lienthong/dossier/domain';
import type { Paper } from './paper';
import { papersOf } from './papers-of';
import { example, OFFICER, OneStopDesk, procedure, REFERENCE } from './testing/one-stop-desk';
import { printed } from './testing/printed';

describe('the official forms of a dossier', () => {
  let directory: string;
  let desk: OneStopDesk;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'lienthong-papers-'));
    desk = new OneStopDesk(directory);
  });
  afterEach(() => {
    desk.close();
    rmSync(directory, { recursive: true });
  });

  const papers = async (id: DossierId, upTo?: number): Promise<readonly Paper[]> => papersOf(id, await desk.history(id), REFERENCE, upTo);
  const names = async (id: DossierId): Promise<string[]> => (await papers(id)).map(({ name }) => name);

  async function words(id: DossierId, name: string): Promise<string> {
    const paper = (await papers(id)).find((each) => each.name === name);
    if (!paper) throw new Error(`no form ${name}`);
    return printed(paper.data);
  }

  it('are the control sheet alone before the reception, and the receipt with its appointment from then on', async () => {
    const id = await desk.submitted();
    expect(await names(id)).toEqual(['06']);
    await desk.do(id, { type: 'ReceiveDossier', oneStopCode: 'H29.35.38-261026-0001' });
    expect(await names(id)).toEqual(['01', '06']);
    const said = await words(id, '01');
    expect(said).toContain('ỦY BAN NHÂN DÂN PHƯỜNG TÂN ĐỊNH BỘ PHẬN MỘT CỬA PHƯỜNG TÂN ĐỊNH');
    expect(said).toContain('Mã hồ sơ: H29.35.38-261026-0001');
    expect(said).toContain('Người nộp hồ sơ: Nguyễn Hoàng Nam Địa chỉ: 12 Nguyễn Hữu Cầu, khu phố 4, Phường Tân Định');
    expect(said).toContain('Đăng ký khai sinh; Đăng ký thường trú; Cấp thẻ bảo hiểm y tế');
    expect(said).toContain('2 giay-chung-sinh.pdf Bản điện tử 1');
    expect(said).toContain('Thời hạn giải quyết: 03 ngày làm việc');
    expect(said).toContain('Hẹn trả kết quả: 17 giờ 00 phút, thứ Tư, ngày 28 tháng 10 năm 2026');
    expect(said).toContain('Nguyễn Hoàng Nam CÔNG CHỨC TIẾP NHẬN HỒ SƠ (Ký, ghi rõ họ tên) Trần Thị Bình');
    expect(said).toContain('phường Tân Định, Thành phố Hồ Chí Minh, điện thoại 028 0000 0000');
    expect(said).toContain(`https://lienthong.example/dossiers/${id}`);
  });

  it('ask for a supplement in the words of the officer before the reception, and of the agency after it', async () => {
    const id = await desk.submitted();
    await desk.do(id, { type: 'RequestSupplement', what: 'Bản chụp giấy chứng sinh bị mờ.', fields: ['/mother/personalId'] });
    await desk.do(id, { type: 'ProvideSupplement', supplement: 1, note: 'Đã chụp lại' });
    await desk.do(id, { type: 'ReceiveDossier' });
    await desk.arrives(id, 'birth-registration');
    await desk.says(id, 'birth-registration', 'supplement-needed', 'Họ của mẹ khác với căn cước.');
    expect(await names(id)).toEqual(['02.1', '01', '02.2', '06']);
    const first = await words(id, '02.1');
    expect(first).toContain('Kính gửi: Nguyễn Hoàng Nam');
    expect(first).toContain('Bản chụp giấy chứng sinh bị mờ. (Phần của tờ khai: Mẹ.)');
    expect(first).toContain('Hồ sơ chưa đủ để tiếp nhận.');
    const second = await words(id, '02.2');
    expect(second).toContain('Họ của mẹ khác với căn cước.');
    expect(second).toMatch(/Tư pháp – Hộ tịch yêu cầu để giải quyết thủ tục “Đăng ký khai sinh”/);
    expect(second).toContain('Hạn bổ sung: ');
    // No officer asked: the line is left for whoever signs.
    expect(second).not.toContain('Trần Thị Bình');
    expect(second).toContain('……………');
  });

  it('leave a line for the name of an officer whom no list names; the control sheet has his id', async () => {
    const id = await desk.submitted();
    await desk.do(id, { type: 'ReceiveDossier' }, { ...OFFICER, id: 'pham.van.d' });
    const said = await words(id, '01');
    expect(said).toContain('NGƯỜI TIẾP NHẬN HỒ SƠ');
    expect(said).toContain('……………');
    expect(said).not.toContain('pham.van.d');
    expect(await words(id, '06')).toContain('(pham.van.d)');
  });

  it('name an officer by the office for which he acted, where another one received the dossier', async () => {
    const id = await desk.submitted({ ...example('birth/nguyen-bao-an'), office: '26740' as Submission['office'] });
    await desk.do(id, { type: 'ReceiveDossier' });
    expect(await words(id, '01')).toContain('Trần Thị Bình');
    const other = await desk.submitted({ ...example('birth/tran-gia-han'), office: '26740' as Submission['office'] });
    await desk.do(other, { type: 'ReceiveDossier' }, { ...OFFICER, office: '26743' });
    expect(await words(other, '01')).not.toContain('Trần Thị Bình');
  });

  it('say why a dossier was not taken in, by an officer and by rule', async () => {
    const one = await desk.submitted();
    await desk.do(one, { type: 'DeclineDossier', reason: 'Trẻ đã được đăng ký khai sinh tại nơi khác.' });
    expect(await names(one)).toEqual(['03', '06']);
    expect(await words(one, '03')).toMatch(
      /Phường Tân Định không tiếp nhận giải quyết hồ sơ này\. Lý do: Trẻ đã được đăng ký khai sinh tại nơi khác\./i,
    );
    const other = await desk.submitted();
    await desk.do(other, { type: 'RequestSupplement', what: 'Thiếu giấy chứng sinh.', fields: [] });
    desk.at('2026-11-20T09:00:00+07:00');
    await desk.do(other, { type: 'PassTime' }, { kind: 'system', id: 'timers' });
    expect(await names(other)).toEqual(['02.1', '03', '06']);
    expect(await words(other, '03')).toContain('Lý do: Đã quá hạn mà hồ sơ chưa được bổ sung, hoàn thiện theo yêu cầu.');
  });

  it('name the procedure that an agency refused, and its reason, while the others go on', async () => {
    const id = await desk.received();
    await desk.arrives(id, 'birth-registration');
    await desk.says(id, 'birth-registration', 'completed');
    await desk.arrives(id, 'permanent-residence');
    await desk.says(id, 'permanent-residence', 'refused', 'Chủ hộ không đồng ý cho đăng ký thường trú.');
    expect(await names(id)).toEqual(['01', '03.permanent-residence', '06']);
    const said = await words(id, '03.permanent-residence');
    expect(said).toContain('Công an không giải quyết thủ tục “Đăng ký thường trú” của hồ sơ này.');
    expect(said).toContain('Lý do: Chủ hộ không đồng ý cho đăng ký thường trú.');
  });

  it('apologise with the old day and the new one, and with the apologies before', async () => {
    const id = await desk.received();
    await desk.arrives(id, 'birth-registration');
    await desk.do(id, { type: 'IssueApology', of: 'dossier', cause: 'Hệ thống định danh gián đoạn.', newDay: '2026-10-30' as LocalDate });
    await desk.do(id, { type: 'IssueApology', of: 'dossier', cause: 'Vẫn gián đoạn.', newDay: '2026-11-02' as LocalDate });
    expect(await names(id)).toEqual(['01', '04.1', '04.2', '06']);
    const first = await words(id, '04.1');
    expect(first).toContain('Đã hẹn trả kết quả: 17 giờ 00 phút, thứ Tư, ngày 28 tháng 10 năm 2026');
    expect(first).toContain('Lý do: Hệ thống định danh gián đoạn.');
    expect(first).toContain('Nơi đang giải quyết: Tư pháp – Hộ tịch');
    expect(first).toContain('Hẹn lại ngày trả kết quả: 17 giờ 00 phút, thứ Sáu, ngày 30 tháng 10 năm 2026');
    expect(first).not.toContain('Những lần gia hạn trước');
    const second = await words(id, '04.2');
    expect(second).toContain('Những lần gia hạn trước:');
    expect(second).toContain('17:00 28/10/2026 17:00 30/10/2026 Hệ thống định danh gián đoạn.');
    // The receipt still says what it said on that day.
    expect(await words(id, '01')).toContain('Hẹn trả kết quả: 17 giờ 00 phút, thứ Tư, ngày 28 tháng 10 năm 2026');
  });

  it('tell that a dossier was stopped, and what stays; that one was withdrawn, if it had been received', async () => {
    const stopped = await desk.received();
    await desk.arrives(stopped, 'birth-registration');
    await desk.says(stopped, 'birth-registration', 'completed');
    await desk.do(stopped, { type: 'StopDossier', reason: 'Trùng với hồ sơ nộp trước.' });
    expect(await names(stopped)).toEqual(['01', '05', '06']);
    const said = await words(stopped, '05');
    expect(said).toContain('Lý do: Trùng với hồ sơ nộp trước.');
    expect(said).toContain('Kết quả đã có và vẫn có giá trị: Đăng ký khai sinh');

    const withdrawn = await desk.received();
    await desk.do(withdrawn, { type: 'WithdrawDossier', reason: 'Gia đình nộp ở nơi khác.' });
    expect(await words(withdrawn, '05')).toContain('Lý do: Người nộp hồ sơ đề nghị rút hồ sơ: Gia đình nộp ở nơi khác.');
    const before = await desk.submitted();
    await desk.do(before, { type: 'WithdrawDossier', reason: 'Nộp nhầm.' });
    expect(await names(before)).toEqual(['06']);
  });

  it('list every hand-over, and whether it was in time', async () => {
    const id = await desk.received();
    await desk.arrives(id, 'birth-registration');
    await desk.says(id, 'birth-registration', 'completed');
    await desk.arrives(id, 'permanent-residence');
    desk.at('2026-11-02T09:00:00+07:00');
    await desk.says(id, 'permanent-residence', 'refused', 'Không đủ điều kiện.');
    const sheet = (await papers(id)).at(-1)?.data;
    expect(sheet?.form === '06' && sheet.handOvers.map(({ from, to, kept, note }) => [from.unit, to.unit, kept, note])).toEqual([
      ['Người nộp hồ sơ', 'Bộ phận Một cửa phường Tân Định', undefined, 'Nộp hồ sơ'],
      ['Bộ phận Một cửa phường Tân Định', 'Tư pháp – Hộ tịch', undefined, 'Đăng ký khai sinh'],
      ['Tư pháp – Hộ tịch', 'Bộ phận Một cửa phường Tân Định', 'on-time', 'Đăng ký khai sinh: có kết quả'],
      ['Bộ phận Một cửa phường Tân Định', 'Công an', undefined, 'Đăng ký thường trú'],
      ['Công an', 'Bộ phận Một cửa phường Tân Định', 'late', 'Đăng ký thường trú: từ chối'],
    ]);
  });

  it('are, as of a revision, those that were issued by then', async () => {
    const id = await desk.received();
    await desk.arrives(id, 'birth-registration');
    await desk.says(id, 'birth-registration', 'supplement-needed', 'Thiếu bản cam đoan.');
    const then = await papers(id, 1);
    expect(then.map(({ name }) => name)).toEqual(['01', '06']);
    expect(then[0]).toEqual((await papers(id))[0]);
    expect(then[1]?.data.form === '06' && then[1].data.handOvers).toHaveLength(1);
  });

  it('stay the same whatever happens later', async () => {
    const id = await desk.submitted(example('birth/tran-gia-han'));
    await desk.do(id, { type: 'RequestSupplement', what: 'Thiếu giấy chứng sinh.', fields: [] });
    const early = await papers(id);
    await desk.do(id, { type: 'ProvideSupplement', supplement: 1, note: 'Có đây' });
    await desk.do(id, { type: 'ReceiveDossier' });
    await desk.do(id, { type: 'StopDossier', reason: 'Nộp trùng.' });
    expect((await papers(id))[0]).toEqual(early[0]);
  });

  it('are the same whether the history was read then or is cut now, after each append', async () => {
    const id = await desk.received();
    await desk.arrives(id, 'birth-registration');
    await desk.says(id, 'birth-registration', 'supplement-needed', 'Thiếu bản cam đoan.');
    await desk.do(id, { type: 'ProvideSupplement', supplement: 1, note: 'Có đây' });
    await desk.do(id, { type: 'IssueApology', of: 'dossier', cause: 'Chờ xác minh.', newDay: '2026-11-02' as LocalDate });
    await desk.says(id, 'birth-registration', 'completed');
    await desk.do(id, { type: 'StopDossier', reason: 'Nộp trùng.' });
    const history = await desk.history(id);
    const ends = history.filter(({ metadata }, i) => metadata.commandId !== history[i + 1]?.metadata.commandId);
    expect(ends.length).toBeGreaterThan(7);
    for (const { revision } of ends) {
      expect(papersOf(id, history, REFERENCE, revision)).toEqual(papersOf(id, history.slice(0, revision + 1), REFERENCE));
    }
  });

  it('say that personal data were erased, and go on being printed', async () => {
    const id = await desk.received();
    await desk.arrives(id, 'birth-registration');
    await desk.says(id, 'birth-registration', 'supplement-needed', 'Họ của mẹ khác với căn cước.');
    await desk.do(
      id,
      { type: 'IssueApology', of: procedure('birth-registration'), cause: 'Chờ.', newDay: '2026-11-02' as LocalDate },
      OFFICER,
    );
    await desk.vault.erase(id);
    expect(await names(id)).toEqual(['01', '02.1', '04.1', '06']);
    for (const { data } of await papers(id)) {
      const said = await printed(data);
      expect(said).toContain('(dữ liệu cá nhân đã được xóa)');
      expect(said).not.toMatch(/Nguyễn Hoàng Nam|Nguyễn Hữu Cầu|giay-chung-sinh|khác với căn cước/);
    }
  });

  it('are the same for a death as for a birth, for no form knows either', async () => {
    const id = await desk.received(example('death/le-thi-mui'));
    const said = await words(id, '01');
    expect(said).toContain('Người nộp hồ sơ: Lê Đình Quý');
    expect(said).toContain('Tờ khai điện tử liên thông khai tử');
    expect(said).toMatch(/Nơi trả kết quả: Bộ phận Một cửa phường Hải Châu/);
  });
});
