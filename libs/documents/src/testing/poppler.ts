import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a tool of Poppler, a PDF library that is not ours, on a PDF, and gives what it prints. */
export function poppler(tool: 'pdffonts' | 'pdfinfo' | 'pdfsig' | 'pdftotext', pdf: Uint8Array, ...options: readonly string[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'lienthong-pdf-'));
  const file = join(directory, 'form.pdf');
  writeFileSync(file, pdf);
  try {
    return execFileSync(tool, [...options, file, ...(tool === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(`${tool} is not installed: apt-get install poppler-utils (macOS: brew install poppler)`);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The words on a PDF in the order in which they were written, with single spaces between them. */
export const wordsOn = (pdf: Uint8Array): string => poppler('pdftotext', pdf, '-raw').replace(/\s+/g, ' ').trim();
