import { extname, join, relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '@lienthong/installation';
import type { FormData } from '../form-data';
import type { FromPrinter, ToPrinter } from './messages';

/** Too many forms wait to be drawn already. Trying again later is right. */
export class PrinterBusy extends Error {
  readonly code = 'printer-busy';
}

/** A form could not be drawn, or the thread that draws them died. */
export class PrintFailed extends Error {}

interface Waiting {
  resolve(pdf: Uint8Array): void;
  reject(error: Error): void;
}

/** A form costs some tenths of a second, so that who waits behind so many others waits for some seconds. */
const MOST_WAITING = 32;

/** Draws forms in a thread of its own, one after another: drawing is work, and who asks is not to be held up by it. */
export class FormPrinter {
  private thread: Worker | undefined;
  private requests = 0;
  private readonly waiting = new Map<number, Waiting>();

  /** The form as PDF; see `renderForm`. @throws PrinterBusy PrintFailed */
  print(form: FormData): Promise<Uint8Array> {
    if (this.waiting.size >= MOST_WAITING) return Promise.reject(new PrinterBusy(`${MOST_WAITING} forms wait to be drawn`));
    this.thread ??= this.start();
    const request = ++this.requests;
    const printed = new Promise<Uint8Array>((resolve, reject) => this.waiting.set(request, { resolve, reject }));
    this.thread.postMessage({ request, form } satisfies ToPrinter);
    return printed;
  }

  /** Lets go of the thread; what waits is not drawn any more. */
  async close(): Promise<void> {
    await this.thread?.terminate();
  }

  // Not before the first form: an engine that prints none has no thread for it.
  private start(): Worker {
    const thread = new Worker(threadFile(), { execArgv: [] });
    thread.unref();
    thread.on('message', (message: FromPrinter) => this.receive(message));
    thread.on('error', (error) => this.end(thread, error.message));
    thread.on('exit', () => this.end(thread, 'its thread has ended'));
    return thread;
  }

  private receive(message: FromPrinter): void {
    const waiting = this.waiting.get(message.request);
    this.waiting.delete(message.request);
    if ('pdf' in message) waiting?.resolve(message.pdf);
    else waiting?.reject(new PrintFailed(message.failure));
  }

  /** The next form starts another one. */
  private end(thread: Worker, why: string): void {
    if (this.thread !== thread) return;
    this.thread = undefined;
    for (const { reject } of this.waiting.values()) reject(new PrintFailed(why));
    this.waiting.clear();
  }
}

/** Compiled, also where a test runner runs the sources: threads cannot. */
function threadFile(name = 'printer-thread.js'): string {
  if (extname(__filename) === '.js') return join(__dirname, name);
  const root = projectRoot();
  return join(root, 'dist', relative(root, __dirname), name);
}
