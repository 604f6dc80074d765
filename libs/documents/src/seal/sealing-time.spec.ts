import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { instant } from '@lienthong/calendar';
import { SealRefused } from './seal-refused';
import { sealingTime } from './sealing-time';
import { selfSigned } from './self-signed';

const FROM = instant('2026-09-01T08:00:00+07:00');
const NOW = instant('2026-11-22T09:00:00+07:00');

describe('the time on a seal', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const own = selfSigned('UBND phường Tân Định', privateKey, createPublicKey(privateKey), FROM);

  it('is that of the form', () => {
    const issuedAt = instant('2026-10-26T08:15:00.123+07:00');
    expect(sealingTime(own, issuedAt, NOW)).toBe(issuedAt);
  });

  it('is the first moment of the certificate where the form is older', () =>
    expect(sealingTime(own, instant('2024-07-01T08:00:00+07:00'), NOW)).toBe(FROM));

  it.each(['2026-08-31T08:00:00+07:00', '2036-09-01T08:00:00+07:00'])('is none while the certificate is not valid: %s', (now) =>
    expect(() => sealingTime(own, FROM, instant(now))).toThrow(new SealRefused('certificate-not-valid')),
  );
});
