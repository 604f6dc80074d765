import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, type Clock } from '@lienthong/calendar';
import { developmentSeal } from './development-seal';

const clock: Clock = { now: () => instant('2026-09-01T08:00:00+07:00') };

describe('the seal for development', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'lienthong-seal-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  const certificate = async (place: string): Promise<X509Certificate> => {
    const [own] = await developmentSeal(place, clock).seal.certificates();
    return new X509Certificate(own ?? '');
  };

  it('is made once, and then read', async () => {
    const place = join(directory, 'data', 'seal');
    expect(developmentSeal(place, clock).created).toBe(true);
    const first = await certificate(place);
    expect(developmentSeal(place, clock).created).toBe(false);
    expect((await certificate(place)).raw).toEqual(first.raw);
  });

  it('is one file, for its owner to read only', () => {
    developmentSeal(directory, clock);
    expect(readdirSync(directory)).toEqual(['development-seal.pem']);
    expect(statSync(join(directory, 'development-seal.pem')).mode & 0o777).toBe(0o600);
  });

  it('is another one in every place, and says in its name that it is worth nothing', async () => {
    const [one, other] = [await certificate(join(directory, 'one')), await certificate(join(directory, 'other'))];
    expect(one.serialNumber).not.toBe(other.serialNumber);
    expect(one.subject).toContain('không có giá trị');
  });

  it('gives the same signature for the same bytes', async () => {
    const { seal } = developmentSeal(directory, clock);
    const bytes = new TextEncoder().encode('văn bản');
    expect(await seal.sign(bytes)).toEqual(await seal.sign(bytes));
  });
});
