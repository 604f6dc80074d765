import { createHash } from 'node:crypto';

/**
 * SHA-256 (hex) over named texts: by name, in the order of their names, with line ends as `\n`, so that it does not
 * depend on the machine that checked the files out.
 */
export function digestOf(texts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const normalised = text.replace(/\r\n?/g, '\n');
    hash.update(`${name}\n${Buffer.byteLength(normalised)}\n${normalised}\n`);
  }
  return hash.digest('hex');
}
