import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import type { FormData, ReceiptForm } from './form-data';
import { renderForm } from './render-form';
import { poppler, wordsOn } from './testing/poppler';
import { APOLOGY, CONTROL_SHEET, RECEIPT, REFUSAL, REGISTER, SAMPLES, STOP, SUPPLEMENT } from './testing/samples';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const pages = (pdf: Uint8Array): number => Number(/^Pages: +(\d+)/m.exec(poppler('pdfinfo', pdf))?.[1]);

const PRINTED = SAMPLES.map((form) => [form.form, renderForm(form)] as const);

describe('every form', () => {
  it.each(SAMPLES.map((form) => [form.form, form] as const))(
    '%s has the number, the country, the office and who signs',
    async (_, form) => {
      const words = wordsOn(await renderForm(form));
      expect(words).toContain(`Mẫu số ${form.form}`);
      expect(words).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập – Tự do – Hạnh phúc');
      expect(words).toContain('ỦY BAN NHÂN DÂN XÃ TÂN HÒA BỘ PHẬN MỘT CỬA XÃ TÂN HÒA');
      expect(words).toContain('Phạm Thị Ngọc Ánh');
      expect(words).not.toContain('undefined');
    },
  );

  it.each(PRINTED)('%s has the size that the circular asks for', async (number, pdf) => {
    const size = number === '07' ? /841\.89 x 595\.28 pts \(A4\)/ : /419\.53 x 595\.28 pts|595\.28 x 419\.53 pts/;
    expect(poppler('pdfinfo', await pdf)).toMatch(size);
  });

  it.each(PRINTED)('%s carries its fonts with it', async (_, pdf) => {
    const fonts = poppler('pdffonts', await pdf)
      .trim()
      .split('\n')
      .slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    // Columns: embedded, subset, with a table from glyphs to letters.
    for (const font of fonts) expect(font).toMatch(/\+Tinos\S* +CID TrueType +Identity-H +yes yes yes/);
  });

  it.each(PRINTED.slice(0, 5))('%s stands on one page in an ordinary case', async (_, pdf) => expect(pages(await pdf)).toBe(1));
});

describe('what a form says', () => {
  it('01: what was received, and the appointment', async () => {
    const words = wordsOn(await renderForm(RECEIPT));
    expect(words).toContain('Số: 0125/TNHS');
    expect(words).toContain('Tân Hòa, ngày 21 tháng 9 năm 2026');
    expect(words).toContain('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ');
    expect(words).toContain('Mã hồ sơ: H99.35.38-260921-0042 (mã liên thông: G22.99.08-260921-896048)');
    expect(words).toContain('Người nộp hồ sơ: Nguyễn Hoàng Diễm Quỳnh');
    expect(words).toContain('2 Giấy chứng sinh số 99001.GCS.00042.26 Bản chính 1');
    expect(words).toContain('4 Văn bản đồng ý của chủ hộ cho đăng ký thường trú vào chỗ ở hợp pháp Bản chính 2');
    expect(words).toContain('Tiếp nhận lúc: 08 giờ 15 phút, thứ Hai, ngày 21 tháng 9 năm 2026');
    expect(words).toContain('Hẹn trả kết quả: 17 giờ 00 phút, thứ Tư, ngày 23 tháng 9 năm 2026');
    expect(words).toContain(RECEIPT.dossier.trackingUrl);
  });

  it('has its date in one piece below a long name of the place', async () => {
    const office = { ...RECEIPT.office, place: 'Trường Sa Lớn – Song Tử Tây và các đảo' };
    const words = poppler('pdftotext', await renderForm({ ...RECEIPT, office }), '-raw');
    expect(words.replaceAll('\u00a0', ' ')).toContain('\nngày 21 tháng 9 năm 2026\n');
  });

  it('02: what is wanted, why, and until when', async () => {
    const words = wordsOn(await renderForm(SUPPLEMENT));
    expect(words).toContain('PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ Kính gửi: Nguyễn Hoàng Diễm Quỳnh');
    expect(words).toContain('1 Văn bản đồng ý của chủ hộ (mẫu CT01) Bản đã nộp chưa có chữ ký của chủ hộ');
    expect(words).toContain('Hạn bổ sung: 17 giờ 00 phút, thứ Tư, ngày 30 tháng 9 năm 2026');
  });

  it('03: why it is refused, and what can be done', async () => {
    const words = wordsOn(await renderForm(REFUSAL));
    expect(words).toContain('PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ');
    for (const reason of REFUSAL.reasons) expect(words).toContain(`– ${reason}`);
    expect(words).toContain(`Hướng dẫn: ${REFUSAL.whatToDo}`);
  });

  it('04: the old day, why, the new day, and the extensions before', async () => {
    const words = wordsOn(await renderForm(APOLOGY));
    expect(words).toContain('VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN');
    expect(words).toContain('Đã hẹn trả kết quả: 17 giờ 00 phút, thứ Tư, ngày 23 tháng 9 năm 2026');
    expect(words).toContain(`Lý do: ${APOLOGY.reasons[0]}`);
    expect(words).toContain('Nơi đang giải quyết: Công an xã Tân Hòa');
    expect(words).toContain('Hẹn lại ngày trả kết quả: 17 giờ 00 phút, thứ Hai, ngày 28 tháng 9 năm 2026');
    expect(words).toContain('16:10 22/09/2026 17:00 22/09/2026 17:00 23/09/2026 Phải xác minh chỗ ở hợp pháp');
  });

  it('05: since when and why nothing more is done, and what stands', async () => {
    const words = wordsOn(await renderForm(STOP));
    expect(words).toContain('THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ');
    expect(words).toContain('dừng giải quyết hồ sơ này từ 08 giờ 45 phút, thứ Ba, ngày 22 tháng 9 năm 2026.');
    expect(words).toContain('Lý do: Người nộp hồ sơ đề nghị rút hồ sơ.');
    expect(words).toContain('Kết quả đã có và vẫn có giá trị: Giấy khai sinh số 42/2026, quyển 01/2026');
  });

  it('06: who gave to whom, when, and whether on time', async () => {
    const words = wordsOn(await renderForm(CONTROL_SHEET));
    expect(words).toContain('PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ');
    expect(words).toContain('2 16:30 21/09/2026 Tư pháp – Hộ tịch (Lê Đức Thịnh) Công an xã Tân Hòa 17:00 21/09/2026 Đúng hạn');
    expect(words).toMatch(/3 08:10 24\/09\/2026 Công an xã Tân Hòa .* Quá hạn Hệ thống định danh gián đoạn/);
    expect(words).toContain('Tính đến 09 giờ 00 phút, thứ Năm, ngày 24 tháng 9 năm 2026: 3 lần giao nhận.');
  });

  it('07: the dossiers of the period', async () => {
    const words = wordsOn(await renderForm(REGISTER));
    expect(words).toContain('SỔ THEO DÕI HỒ SƠ (từ ngày 01/09/2026 đến ngày 30/09/2026)');
    for (const { dossierCode } of REGISTER.rows) expect(words).toContain(dossierCode);
    expect(words).toContain('Tổng số: 25 hồ sơ.');
  });

  it('leaves no label behind for what is not known', async () => {
    const { linkedNumber, ...dossier } = RECEIPT.dossier;
    const { address, phone, ...requester } = RECEIPT.requester;
    const { number, returnedAt, ...rest } = RECEIPT;
    const bare: ReceiptForm = { ...rest, dossier, requester, papers: [], office: { name: 'Bộ phận Một cửa', code: '99901' } };
    const words = wordsOn(await renderForm(bare));
    expect([linkedNumber, address, phone, number, returnedAt].filter((known) => known && words.includes(known))).toEqual([]);
    for (const label of ['mã liên thông', 'Địa chỉ', 'điện thoại', 'Giấy tờ', 'Nơi trả']) expect(words).not.toContain(label);
    expect(words).toContain('Số: …………………');
    expect(words).toContain('Ngày 21 tháng 9 năm 2026');
  });
});

describe('a long form', () => {
  it('goes on over pages, each with the titles of the table and its number', async () => {
    const { rows } = REGISTER;
    const pdf = await renderForm({ ...REGISTER, rows: Array.from({ length: 8 }).flatMap(() => rows) });
    const count = pages(pdf);
    const words = wordsOn(pdf);
    expect(count).toBeGreaterThan(5);
    expect(words.match(/STT Mã hồ sơ Người nộp hồ sơ/g)).toHaveLength(count);
    for (let page = 1; page <= count; page++) expect(words).toContain(`Trang ${page}/${count}`);
    expect(words).toContain('Tổng số: 200 hồ sơ.');
  });

  it.each([[2], [3], [4], [5], [6], [7]])('never ends on a page that has signatures only (%i rows more)', async (more) => {
    const [handOver] = CONTROL_SHEET.handOvers;
    const pdf = await renderForm({ ...CONTROL_SHEET, handOvers: Array.from({ length: more }, () => handOver!) });
    const last = poppler('pdftotext', pdf, '-f', `${pages(pdf)}`, '-raw');
    expect(last).toContain(`${more} lần giao nhận`);
    expect(last).toContain('Bên giao Bên nhận');
  });

  it('has every word of a reason that is longer than a page, and of a cell that is', async () => {
    const long = Array.from({ length: 900 }, (_, i) => `lời${i}`).join(' ');
    for (const form of [
      { ...REFUSAL, reasons: [long] },
      { ...SUPPLEMENT, wanted: [{ what: long, why: 'dài' }] },
    ]) {
      const words = wordsOn(await renderForm(form)).split(/\s+/);
      const missing = long.split(' ').filter((word) => !words.includes(word));
      expect(missing).toEqual([]);
    }
  });
});

describe('the same data', () => {
  it.each(SAMPLES.map((form) => [form.form, form] as const))('give the same bytes: %s', async (_, form) => {
    const first = sha256(await renderForm(form));
    expect(sha256(await renderForm(form))).toBe(first);
    // In another order, as another program may have written them.
    const reversed = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(form)) as FormData).reverse()) as unknown as FormData;
    expect(sha256(await renderForm(reversed))).toBe(first);
  });

  it('give the same bytes in another process, in another time zone', async () => {
    const program = join(projectRoot(), 'dist/libs/documents/src/testing/print-digests.js');
    const printed = execFileSync(process.execPath, [program], { encoding: 'utf8', env: { ...process.env, TZ: 'America/Lima', LANG: 'C' } });
    const digests = await Promise.all(SAMPLES.map(async (form) => sha256(await renderForm(form))));
    expect(printed.trim().split('\n')).toEqual(digests);
  });

  it('give another file id when one letter differs', async () => {
    const id = (pdf: Uint8Array) => /\/ID \[<([0-9a-f]{32})>/.exec(Buffer.from(pdf).toString('latin1'))?.[1];
    const [one, other] = [await renderForm(STOP), await renderForm({ ...STOP, reasons: ['Người nộp hồ sơ đề nghị rút hồ sơ'] })];
    expect(id(one)).toMatch(/^[0-9a-f]{32}$/);
    expect(id(other)).not.toBe(id(one));
  });

  it('bear the form’s own time and no other', async () => {
    const info = poppler('pdfinfo', await renderForm(STOP), '-isodates');
    expect(info).toContain('CreationDate:    2026-09-22T02:00:00Z');
    expect(info).not.toContain('ModDate');
  });
});
