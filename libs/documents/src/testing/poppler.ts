import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Tool = 'pdffonts' | 'pdfinfo' | 'pdfsig' | 'pdftotext';

/** Runs a tool of Poppler, a PDF library that is not ours, on a PDF, and gives what it prints. */
export const poppler = (tool: Tool, pdf: Uint8Array, ...options: readonly string[]): string =>
  run(tool, pdf, options, tool === 'pdftotext' ? ['-'] : []).toString('utf8');

/** The words on a PDF in the order in which they were written, with single spaces between them. */
export const wordsOn = (pdf: Uint8Array): string => poppler('pdftotext', pdf, '-raw').replace(/\s+/g, ' ').trim();

/** Draws the first page, and tells which of its dots are dark. */
export function pictureOf(pdf: Uint8Array, dotsPerInch: number): (x: number, y: number) => boolean {
  const picture = run('pdftoppm', pdf, ['-gray', '-r', `${dotsPerInch}`, '-l', '1'], []);
  // A "portable graymap": its head, and then a byte for each dot, row by row.
  const [head = '', width] = /^P5\n(\d+) \d+\n255\n/.exec(picture.toString('latin1', 0, 64)) ?? [];
  return (x, y) => (picture[head.length + y * Number(width) + x] ?? 255) < 128;
}

function run(tool: string, pdf: Uint8Array, options: readonly string[], after: readonly string[]): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'lienthong-pdf-'));
  const file = join(directory, 'form.pdf');
  writeFileSync(file, pdf);
  try {
    return execFileSync(tool, [...options, file, ...after], { stdio: 'pipe', maxBuffer: 100_000_000 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(`${tool} is not installed: apt-get install poppler-utils (macOS: brew install poppler)`);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
