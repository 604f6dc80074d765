import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, plusMillis, type Clock } from '@lienthong/calendar';
import fc from 'fast-check';
import { renderForm } from '../render-form';
import { poppler, wordsOn } from '../testing/poppler';
import { RECEIPT, REGISTER, STOP } from '../testing/samples';
import { developmentSeal } from './development-seal';
import { sealPdf } from './seal-pdf';
import { SealUnavailable, type SealPort } from './seal-port';
import { SealRefused } from './seal-refused';

const clock: Clock = { now: () => instant('2026-09-01T08:00:00+07:00') };
const AT = instant('2026-09-21T08:21:30+07:00');
const VALID = 'Signature Validation: Signature is Valid.';

describe('a sealed form', () => {
  const directory = mkdtempSync(join(tmpdir(), 'lienthong-seal-'));
  const { seal } = developmentSeal(directory, clock);
  const other = developmentSeal(join(directory, 'other'), clock).seal;
  const printed = renderForm(RECEIPT);
  const sealed = printed.then((pdf) => sealPdf(pdf, seal, AT));
  afterAll(() => rmSync(directory, { recursive: true }));

  it.each([RECEIPT, STOP, REGISTER].map((form) => [form.form, form] as const))(
    'is found valid, with all of it signed, by a program that is not ours: %s',
    async (_, form) => {
      const found = poppler('pdfsig', await sealPdf(await renderForm(form), seal, plusMillis(form.issuedAt, 60_000)));
      expect(found).toContain(VALID);
      expect(found).toContain('Total document signed');
      expect(found).toContain('Signature Type: ETSI.CAdES.detached');
      expect(found).toContain('Signing Hash Algorithm: SHA-256');
      expect(found).toContain('Signer Certificate Common Name: Lienthong: dấu để phát triển, không có giá trị');
      expect(found.match(/Signature #/g)).toHaveLength(1);
    },
  );

  it('has the printed form in it unchanged, and shows the same', async () => {
    const [before, after] = [await printed, await sealed];
    expect(Buffer.from(after.subarray(0, before.length)).equals(before)).toBe(true);
    expect(wordsOn(after)).toBe(wordsOn(before));
  });

  it('bears the time of sealing', async () => {
    expect(Buffer.from(await sealed).toString('latin1')).toContain('/M (D:20260921012130Z)');
  });

  it('has the same bytes for the same form, key and time, and others otherwise', async () => {
    expect(await sealPdf(await printed, seal, AT)).toEqual(await sealed);
    for (const another of [sealPdf(await printed, seal, plusMillis(AT, 1_000)), sealPdf(await printed, other, AT)]) {
      expect(await another).not.toEqual(await sealed);
    }
  });

  it.each([0.1, 0.35, 0.6, 0.85])('is found broken when a letter at %d of it is changed', async (share) => {
    const bytes = Uint8Array.from(await printed);
    const position = Buffer.from(bytes).indexOf('Tj', Math.floor(bytes.length * share));
    const broken = Uint8Array.from(await sealed);
    const at = position < 0 ? Math.floor(bytes.length * share) : position;
    broken[at] = (broken[at] ?? 0) ^ 1;
    expect(poppler('pdfsig', broken)).toContain('Signature Validation: Digest Mismatch.');
  });

  it('is found broken when its time is changed', async () => {
    const later = Buffer.from(await sealed)
      .toString('latin1')
      .replace('D:20260921012130Z', 'D:20260921012131Z');
    expect(poppler('pdfsig', Buffer.from(later, 'latin1'))).toContain('Signature Validation: Digest Mismatch.');
  });

  it('brings the certificates with it by which its own was issued', async () => {
    const [issuer = new Uint8Array()] = await other.certificates();
    const chained: SealPort = { certificates: async () => [...(await seal.certificates()), issuer], sign: (bytes) => seal.sign(bytes) };
    const pdf = await sealPdf(await printed, chained, AT);
    expect(poppler('pdfsig', pdf)).toContain(VALID);
    expect(Buffer.from(pdf).includes(Buffer.from(issuer).toString('hex'))).toBe(true);
  });

  it('cannot be sealed again', async () => {
    await expect(sealPdf(await sealed, seal, AT)).rejects.toThrow(new SealRefused('already-sealed'));
  });

  it('is not made of a file that was not printed here', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        await expect(sealPdf(bytes, seal, AT)).rejects.toThrow(new SealRefused('not-a-form'));
      }),
    ));

  it('is not made of a part of a form', async () => {
    const pdf = await printed;
    for (const part of [pdf.subarray(1), pdf.subarray(0, -1), pdf.subarray(0, pdf.length / 2)]) {
      await expect(sealPdf(part, seal, AT)).rejects.toThrow(new SealRefused('not-a-form'));
    }
  });

  it('is not made with another key than that of the certificate', async () => {
    const mixed: SealPort = { certificates: () => seal.certificates(), sign: (bytes) => other.sign(bytes) };
    await expect(sealPdf(await printed, mixed, AT)).rejects.toThrow(new SealRefused('key-differs'));
  });

  it('is not made without a certificate, or before it is valid', async () => {
    const none: SealPort = { certificates: () => Promise.resolve([]), sign: (bytes) => seal.sign(bytes) };
    await expect(sealPdf(await printed, none, AT)).rejects.toThrow(new SealRefused('certificate-unusable'));
    const before = instant('2026-08-31T12:00:00Z');
    await expect(sealPdf(await printed, seal, before)).rejects.toThrow(new SealRefused('certificate-not-valid'));
  });

  it('is not made while the seal cannot be reached, which is said as it is', async () => {
    const away: SealPort = { certificates: () => seal.certificates(), sign: () => Promise.reject(new SealUnavailable()) };
    await expect(sealPdf(await printed, away, AT)).rejects.toMatchObject({ code: 'seal-unavailable' });
  });
});
