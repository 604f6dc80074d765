import { execFileSync } from 'node:child_process';
import type { FormData } from '@lienthong/documents';
import { renderForm } from '@lienthong/documents/drawing';

/** The words on a form's pages, in the order in which they were written, as Poppler reads them. */
export const printed = async (form: FormData): Promise<string> =>
  execFileSync('pdftotext', ['-raw', '-', '-'], { input: await renderForm(form) })
    .toString('utf8')
    .replace(/\s+/g, ' ')
    .trim();
