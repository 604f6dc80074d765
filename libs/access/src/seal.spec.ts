import { randomBytes } from 'node:crypto';
import { seal, SealBroken, unseal } from './seal';

const key = randomBytes(32);
const CONTEXT = 'event/form';

describe('sealed data', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from([0])],
    ['a megabyte', randomBytes(1_048_576)],
  ])('opens as it was: %s', (_, plaintext) => {
    const sealed = seal(key, plaintext, CONTEXT);
    expect(unseal(key, sealed, CONTEXT).equals(plaintext)).toBe(true);
    expect(sealed).toHaveLength(plaintext.length + 28);
  });

  it('shows nothing of the plaintext, not even that two are equal', () => {
    const plaintext = Buffer.from('Nguyễn Bảo An'.repeat(20));
    const [first, second] = [seal(key, plaintext, CONTEXT), seal(key, plaintext, CONTEXT)];
    expect(first.includes('Nguyễn')).toBe(false);
    expect(first.subarray(12, 28).equals(second.subarray(12, 28))).toBe(false);
  });

  it('does not open when a bit of nonce, ciphertext or tag was turned, nor when a byte is missing or added', () => {
    const sealed = seal(key, Buffer.from('Nguyễn'), CONTEXT);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 0x80;
      expect(() => unseal(key, changed, CONTEXT)).toThrow(SealBroken);
    }
    for (const changed of [sealed.subarray(1), sealed.subarray(0, -1), Buffer.concat([sealed, Buffer.of(0)])]) {
      expect(() => unseal(key, changed, CONTEXT)).toThrow(SealBroken);
    }
  });

  it.each([0, 1, 12, 27])('does not open when only %d bytes are there', (bytes) =>
    expect(() => unseal(key, Buffer.alloc(bytes), CONTEXT)).toThrow(SealBroken),
  );

  it('does not open at another place or with another key', () => {
    const sealed = seal(key, Buffer.from('a'), CONTEXT);
    expect(() => unseal(key, sealed, 'event/note')).toThrow(SealBroken);
    expect(() => unseal(randomBytes(32), sealed, CONTEXT)).toThrow(SealBroken);
  });

  it('says of which place it does not open, and nothing of what is in it', () => {
    const sealed = seal(key, Buffer.from('Nguyễn'), CONTEXT);
    const open = () => unseal(key, sealed.subarray(1), CONTEXT);
    expect(open).toThrow(expect.objectContaining({ code: 'seal-broken' }));
    expect(open).toThrow(/^the sealed data of event\/form does not open/);
  });
});
