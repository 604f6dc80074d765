import { createPublicKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { instant } from '@lienthong/calendar';
import { renderForm } from '../render-form';
import { poppler } from '../testing/poppler';
import { RECEIPT } from '../testing/samples';
import { sealFromFile, SealFileUnusable } from './seal-file';
import { sealPdf } from './seal-pdf';
import { selfSigned } from './self-signed';

const FROM = instant('2026-09-01T08:00:00+07:00');
const PASSWORD = 'mật khẩu';

const certificateOf = (key: KeyObject, name: string): string =>
  new X509Certificate(selfSigned(name, key, createPublicKey(key), FROM)).toString();
const encrypted = (key: KeyObject): string =>
  key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSWORD }).toString();

describe('the seal of an organisation in a file', () => {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { privateKey: other } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const own = certificateOf(key, 'UBND phường Tân Định');
  const issuer = certificateOf(other, 'Cơ quan chứng thực');
  // As a tool writes it that converts PKCS#12: issuer first, words between the parts.
  const file = `Bag Attributes\n  friendlyName: seal\n${issuer}Bag Attributes: <No Attributes>\n${own}Key Attributes\n${encrypted(key)}`;
  const refusal = (pem: string, password = PASSWORD): string => {
    try {
      sealFromFile(pem, password);
    } catch (error) {
      if (error instanceof SealFileUnusable) return error.code;
      throw error;
    }
    return 'taken';
  };

  it('makes seals that others find valid, always the same for the same form', async () => {
    const [pdf, seal] = [await renderForm(RECEIPT), sealFromFile(file, PASSWORD)];
    const sealed = await sealPdf(pdf, seal, RECEIPT.issuedAt);
    const found = poppler('pdfsig', sealed);
    expect(found).toContain('Signature is Valid.');
    expect(found).toContain('Signer Certificate Common Name: UBND phường Tân Định');
    expect(await sealPdf(pdf, sealFromFile(file, PASSWORD), RECEIPT.issuedAt)).toEqual(sealed);
  });

  it.each([
    ['has no certificate', encrypted(key), 'no-certificate'],
    ['has a damaged certificate', `${own.replace(/\n[^\n]{20}/, '\n')}${encrypted(key)}`, 'no-certificate'],
    ['has no key', own, 'no-key'],
    ['has a key that nothing protects', `${own}${key.export({ type: 'pkcs8', format: 'pem' }).toString()}`, 'no-key'],
    ['has the key of somebody else', `${own}${encrypted(other)}`, 'key-differs'],
    ['has a key of another kind', `${own}${encrypted(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)}`, 'key-not-rsa'],
    ['is empty', '', 'no-certificate'],
  ])('is refused when it %s', (_, pem, code) => expect(refusal(pem)).toBe(code));

  it('is refused with another password, and says nothing of it', () => {
    expect(refusal(file, 'mat khau')).toBe('password-wrong');
    expect(refusal(file, '')).toBe('password-wrong');
    expect(refusal(file)).toBe('taken');
  });
});
