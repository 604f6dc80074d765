import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { instant, plusMillis } from '@lienthong/calendar';
import fc from 'fast-check';
import { readCertificate, readOwnCertificate } from './certificate';
import { SealRefused } from './seal-refused';
import { selfSigned } from './self-signed';

const FROM = instant('2026-09-01T08:00:00+07:00');
const der = (pem: string): Uint8Array => new Uint8Array(new X509Certificate(pem).raw);

describe('a certificate', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const made = selfSigned('Ủy ban nhân dân xã Tân Hòa', privateKey, publicKey, FROM);

  it('that signed itself is what others take for one', () => {
    const read = new X509Certificate(made);
    expect(read.verify(publicKey)).toBe(true);
    expect(read.checkPrivateKey(privateKey)).toBe(true);
    expect([read.subject, read.issuer, read.ca]).toEqual(['CN=Ủy ban nhân dân xã Tân Hòa', 'CN=Ủy ban nhân dân xã Tân Hòa', false]);
    expect([read.validFrom, read.validTo]).toEqual(['Sep  1 01:00:00 2026 GMT', 'Aug 31 01:00:00 2036 GMT']);
  });

  it('keeps every byte when it is put into a signature, as all that are built into Node show', () => {
    expect(rootCertificates.length).toBeGreaterThan(50);
    for (const pem of rootCertificates) expect(() => readCertificate(der(pem))).not.toThrow();
  });

  it('is taken at its first and last moment, and refused outside of them', () => {
    const until = instant('2036-08-31T01:00:00Z');
    for (const at of [FROM, until]) expect(() => readOwnCertificate(made, at)).not.toThrow();
    for (const at of [plusMillis(FROM, -1), plusMillis(until, 1)]) {
      expect(() => readOwnCertificate(made, at)).toThrow(new SealRefused('certificate-not-valid'));
    }
  });

  it('is refused when its key is not an RSA key', () => {
    const curves = rootCertificates.filter((pem) => new X509Certificate(pem).publicKey.asymmetricKeyType === 'ec');
    expect(() => readOwnCertificate(der(curves[0] ?? ''), FROM)).toThrow(new SealRefused('certificate-unusable'));
  });

  it('is refused when it is anything else', () =>
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(() => readOwnCertificate(bytes, FROM)).toThrow(new SealRefused('certificate-unusable'));
      }),
    ));

  it('is refused, or is another one, when a byte was changed', () =>
    fc.assert(
      fc.property(fc.nat({ max: made.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = made.map((byte, i) => (i === at ? byte ^ mask : byte));
        try {
          readOwnCertificate(changed, FROM);
        } catch (error) {
          expect(error).toBeInstanceOf(SealRefused);
        }
      }),
    ));
});
