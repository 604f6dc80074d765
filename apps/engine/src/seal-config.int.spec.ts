import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@lienthong/calendar';
import { readSeal } from './seal-config';
import { sealFile } from './testing/seal-file';

const PASSWORD = 'dấu của phường';

describe('the seal of the organisation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-seal-'));
  const file = sealFile(folder, PASSWORD, { now: () => instant('2026-10-01T08:00:00+07:00') });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('need not be connected', () => expect(readSeal({})).toEqual({ mistakes: [] }));

  it('is read from its file with its password', async () => {
    const { seal, mistakes } = readSeal({ LIENTHONG_SEAL_FILE: file, LIENTHONG_SEAL_PASSWORD: PASSWORD });
    expect(mistakes).toEqual([]);
    expect(await seal?.certificates()).toHaveLength(1);
  });

  it('says in both languages what is wrong with it, and never the password', () => {
    const wrong = readSeal({ LIENTHONG_SEAL_FILE: file, LIENTHONG_SEAL_PASSWORD: 'bí mật' });
    expect(wrong).toEqual({
      mistakes: [
        `LIENTHONG_SEAL_FILE=${file}: the password does not open the key (LIENTHONG_SEAL_PASSWORD) / mật khẩu không mở được khóa ký (LIENTHONG_SEAL_PASSWORD)`,
      ],
    });
    const nothing = join(folder, 'nothing.pem');
    expect(readSeal({ LIENTHONG_SEAL_FILE: nothing }).mistakes).toEqual([
      `LIENTHONG_SEAL_FILE=${nothing}: the file cannot be read / không đọc được tệp`,
    ]);
    writeFileSync(nothing, 'no seal');
    expect(readSeal({ LIENTHONG_SEAL_FILE: nothing }).mistakes[0]).toContain('không có chứng thư số');
  });
});
