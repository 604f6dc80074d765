/** Entry of the thread that draws forms. Only form-printer.ts starts it. */
import { parentPort, type MessagePort } from 'node:worker_threads';
import { renderForm } from '../render-form';
import type { FromPrinter, ToPrinter } from './messages';

async function print({ request, form }: ToPrinter, port: MessagePort): Promise<void> {
  try {
    const pdf = await renderForm(form);
    port.postMessage({ request, pdf } satisfies FromPrinter);
  } catch (error) {
    port.postMessage({ request, failure: error instanceof Error ? error.message : String(error) } satisfies FromPrinter);
  }
}

if (parentPort) {
  const port = parentPort;
  port.on('message', (message: ToPrinter) => void print(message, port));
}
