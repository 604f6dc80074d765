import { execFileSync } from 'node:child_process';
import { renderForm, type FormData } from '@lienthong/documents';

/** The words on a form's pages, in the order in which they were written, as Poppler reads them. */
export const printed = async (form: FormData): Promise<string> =>
  execFileSync('pdftotext', ['-raw', '-', '-'], { input: await renderForm(form) })
    .toString('utf8')
    .replace(/\s+/g, ' ')
    .trim();
