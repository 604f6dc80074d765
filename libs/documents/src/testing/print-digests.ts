/** Prints the SHA-256 of every sample's PDF, a line each. Only tests start it. */
import { createHash } from 'node:crypto';
import { renderForm } from '../render-form';
import { SAMPLES } from './samples';

void Promise.all(SAMPLES.map(renderForm)).then((all) => {
  for (const pdf of all) process.stdout.write(`${createHash('sha256').update(pdf).digest('hex')}\n`);
});
