import { createHash } from 'node:crypto';

/**
 * SHA-256 (hex) over named texts: by name, in the order of their names, with line ends as `\n`, so that it does not
 * depend on the machine that checked the files out.
 */
export function digestOf(texts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const content = withPlainLineEnds(text);
    hash.update(`${name}\n${Buffer.byteLength(content)}\n${content}\n`);
  }
  return hash.digest('hex');
}

/** SHA-256 (hex) of one text with line ends as `\n`: what `sha256sum` says of its file. */
export const digestOfFile = (text: string): string => createHash('sha256').update(withPlainLineEnds(text)).digest('hex');

const withPlainLineEnds = (text: string): string => text.replace(/\r\n?/g, '\n');
