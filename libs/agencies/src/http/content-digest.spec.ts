import { contentDigest, digestMatches } from './content-digest';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('Content-Digest', () => {
  it('is the example of RFC 9530, appendix D', () => {
    expect(contentDigest(bytes('{"hello": "world"}\n'))).toBe('sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:');
  });

  it('matches its own body and no other', () => {
    expect(digestMatches(contentDigest(bytes('a')), bytes('a'))).toBe(true);
    expect(digestMatches(contentDigest(bytes('a')), bytes('b'))).toBe(false);
  });

  it('may stand beside digests of other algorithms', () => {
    expect(digestMatches(`sha-512=:AAAA:, ${contentDigest(bytes('a'))}`, bytes('a'))).toBe(true);
  });

  it.each(['', 'sha-512=:AAAA:', 'sha-256=AAAA', `${contentDigest(bytes('a'))}, ${contentDigest(bytes('b'))}`])(
    'is refused when it does not bind the body by one SHA-256: %j',
    (field) => expect(digestMatches(field, bytes('a'))).toBe(false),
  );
});
