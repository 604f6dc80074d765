/** Writes the PDF of every sample into a folder, to be looked at: `print-samples.js <folder>`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderForm } from '../render-form';
import { SAMPLES } from './samples';

const [folder = '.'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const form of SAMPLES) void renderForm(form).then((pdf) => writeFileSync(join(folder, `${form.form}.pdf`), pdf));
