import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { describe, type Answer, type NoAnswer } from './answer';
import type { TransportCode } from './transport.errors';

/** Collects one answer of undici up to a size, and remembers whether writing the request had begun. */
export class LimitedAnswer implements Dispatcher.DispatchHandler {
  /** A connection was ready and the request was about to be written: from here on it may have been processed. */
  started = false;
  private over = false;
  private controller: Dispatcher.DispatchController | undefined;
  private head: { status: number; headers: IncomingHttpHeaders } | undefined;
  private readonly chunks: Uint8Array[] = [];
  private size = 0;

  constructor(
    private readonly maxBytes: number,
    private readonly finish: (outcome: Answer | NoAnswer) => void,
  ) {}

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.over) controller.abort(new Error('given up before it was sent'));
    else this.started = true;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status >= 200) this.head = { status, headers };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > this.maxBytes) this.abandon('answer-too-large', `the answer is longer than ${this.maxBytes} bytes`);
    else this.chunks.push(Uint8Array.from(chunk));
  }

  onResponseEnd(): void {
    if (this.head === undefined) this.abandon('no-answer', 'the answer had no head');
    else this.settle({ kind: 'answered', ...this.head, received: Uint8Array.from(Buffer.concat(this.chunks)) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.settle({
      kind: 'no-answer',
      reached: this.started,
      code: this.started ? 'no-answer' : 'not-reached',
      detail: describe(error),
    });
  }

  /** Stops waiting, whatever is still under way. */
  abandon(code: TransportCode, detail: string): void {
    const first = !this.over;
    this.settle({ kind: 'no-answer', reached: this.started, code, detail });
    if (first) this.controller?.abort(new Error(detail));
  }

  private settle(outcome: Answer | NoAnswer): void {
    if (this.over) return;
    this.over = true;
    this.finish(outcome);
  }
}
