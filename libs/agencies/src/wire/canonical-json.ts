import { tidy } from './text';

/**
 * The bytes of a message: UTF-8 JSON with members sorted by name, no spaces, texts tidied, absent members left out.
 * The same content gives the same bytes whatever order it was built in (after RFC 8785, for our plain values).
 */
export const canonicalBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(canonical(value)));

function canonical(value: unknown): unknown {
  if (typeof value === 'string') return tidy(value);
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(members.map(([name, member]) => [name, canonical(member)]));
}

/** Reads UTF-8 JSON. Throws `SyntaxError` or `TypeError` on anything else. */
export const parseJson = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
