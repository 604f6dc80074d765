import { createHash } from 'node:crypto';

/** The value of `Content-Digest` (RFC 9530, section 2) over the exact bytes of a body, with SHA-256. */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

/**
 * Whether a `Content-Digest` names the SHA-256 of `body`. Digests of other algorithms beside it are ignored (RFC 9530, section 2);
 * a field without SHA-256 does not match, since nothing would bind the body.
 */
export function digestMatches(field: string, body: Uint8Array): boolean {
  const expected = contentDigest(body);
  const members = field.split(',').map((member) => member.trim());
  const ours = members.filter((member) => member.startsWith('sha-256='));
  return ours.length === 1 && ours[0] === expected;
}
