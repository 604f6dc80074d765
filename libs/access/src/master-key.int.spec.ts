import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { developmentMasterKey, readMasterKey } from './master-key';

describe('the master key', () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'lienthong-master-'));
    file = join(directory, 'data', 'master.key');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const write = (text: string): void => writeFileSync((file = join(directory, 'master.key')), text);

  it('of development is made once, and then read', () => {
    const { key, created } = developmentMasterKey(file);
    expect([key.length, created]).toEqual([32, true]);
    expect(developmentMasterKey(file)).toEqual({ key, created: false });
    expect(readMasterKey(file).equals(key)).toBe(true);
  });

  it('of development leaves nothing else beside it', () => {
    developmentMasterKey(file);
    expect(readdirSync(dirname(file))).toEqual(['master.key']);
  });

  it('of development is another one in every place', () => {
    const others = [1, 2, 3].map((i) => developmentMasterKey(join(directory, `${i}`)).key.toString('hex'));
    expect(new Set(others).size).toBe(3);
  });

  it('of development can be read by its owner only', () => {
    developmentMasterKey(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  });

  it('is read in either case, with blanks around it', () => {
    write(`  ${'AB'.repeat(32)}\r\n`);
    expect(readMasterKey(file).equals(Buffer.alloc(32, 0xab))).toBe(true);
  });

  it.each([[''], ['ab'.repeat(31)], ['ab'.repeat(33)], ['zz'.repeat(32)], [`${'ab'.repeat(16)} ${'ab'.repeat(16)}`]])(
    'is refused with a cure when it is none: %j',
    (text) => {
      write(text);
      expect(() => readMasterKey(file)).toThrow(/is not a master key.*openssl rand -hex 32/);
      expect(() => readMasterKey(file)).toThrow(file);
    },
  );

  it('is never named in the refusal', () => {
    write('ab'.repeat(31));
    expect(() => readMasterKey(file)).not.toThrow(/abab/);
  });

  it('is asked for with a cure when it is not there', () => {
    expect(() => readMasterKey(file)).toThrow(/master\.key.* is not there.*openssl rand -hex 32/);
  });
});
