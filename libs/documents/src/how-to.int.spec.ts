import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@lienthong/calendar';
import { projectRoot } from '@lienthong/installation';
import { drawPdf } from './draw-pdf';
import { handOut } from './testing/hand-out';
import { wordsOn } from './testing/poppler';
import { RECEIPT } from './testing/samples';

const PAGE = readFileSync(join(projectRoot(), 'docs/how-to/add-a-form.md'), 'utf8');

describe('the page on adding a form', () => {
  it('shows a form as it is compiled', () => {
    const shown = /```ts\n([^]*?)```/.exec(PAGE)?.[1] ?? '';
    expect(shown).toContain('export const handOut');
    expect(readFileSync(join(projectRoot(), 'libs/documents/src/testing/hand-out.ts'), 'utf8')).toContain(shown);
  });

  it('shows a form that can be printed', async () => {
    const form = {
      ...RECEIPT,
      form: 'NB-01',
      handedOutAt: instant('2026-09-23T16:05:00+07:00'),
      receiver: 'Trần Văn Ưu',
      results: ['Giấy khai sinh', 'Thẻ bảo hiểm y tế'],
    } as const;
    const words = wordsOn(await drawPdf(handOut(form)));
    expect(words).toContain('Mẫu số NB-01');
    expect(words).toContain('GIẤY NHẬN KẾT QUẢ');
    expect(words).toContain(
      'Trả kết quả lúc: 16 giờ 05 phút, thứ Tư, ngày 23 tháng 9 năm 2026 Kết quả: – Giấy khai sinh – Thẻ bảo hiểm y tế',
    );
    expect(words).toContain('Trần Văn Ưu');
  });

  it('names files that are there', () => {
    const named = [...PAGE.matchAll(/`(src\/[\w./-]+\.ts)`/g)].map(([, file]) => file ?? '');
    expect(named.length).toBeGreaterThan(4);
    for (const file of named) expect(() => readFileSync(join(projectRoot(), 'libs/documents', file))).not.toThrow();
  });

  it('prints the samples by the command that it gives', () => {
    const [, program = ''] = /^ {4}node (\S+print-samples\.js) \.cache\/forms$/m.exec(PAGE) ?? [];
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-forms-'));
    execFileSync(process.execPath, [join(projectRoot(), program), folder]);
    expect(readdirSync(folder)).toEqual(['01', '02', '03', '04', '05', '06', '07'].map((number) => `${number}.pdf`));
    rmSync(folder, { recursive: true });
  });
});
