import fc from 'fast-check';
import { canonicalBytes, parseJson } from './canonical-json';

const text = (value: unknown) => new TextDecoder().decode(canonicalBytes(value));

describe('the bytes of a message', () => {
  it('do not depend on the order in which it was built', () => {
    expect(text({ b: 1, a: [{ d: 1, c: 2 }] })).toBe('{"a":[{"c":2,"d":1}],"b":1}');
  });

  it('do not depend on how marks were typed', () => {
    expect(text('Nguyễn'.normalize('NFD'))).toBe(text('Nguyễn'.normalize('NFC')));
  });

  it('leave out what is not there and trim what was typed around', () => expect(text({ a: undefined, b: ' x ' })).toBe('{"b":"x"}'));

  it('are read back to the same message', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const bytes = canonicalBytes(value);
        expect(canonicalBytes(parseJson(bytes))).toEqual(bytes);
      }),
    );
  });

  it('are not read when they are not UTF-8', () =>
    expect(() => parseJson(Uint8Array.of(34, 255, 34))).toThrow('not valid for encoding utf-8'));
});
