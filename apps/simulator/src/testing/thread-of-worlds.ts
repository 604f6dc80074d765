import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '@lienthong/installation';
import type { Answered, Asked, Questions } from './questions';
import type { AskedOfThread, ThreadAnswer } from './world-thread';

/**
 * Worlds that live in a thread of their own, from dist. A world does hardly anything but await, and a test runner makes that dear: whoever
 * else once turned async hooks on in its process has every promise of this one told to it, too.
 */
export class ThreadOfWorlds {
  private readonly thread = new Worker(join(projectRoot(), 'dist/apps/simulator/src/testing/world-thread.js'), { execArgv: [] });
  private readonly waiting = new Map<number, { readonly resolve: (answer: unknown) => void; readonly reject: (error: unknown) => void }>();
  private asked = 0;

  constructor() {
    this.thread.on('message', ({ number, answer, error }: ThreadAnswer) => {
      if (error === undefined) this.waiting.get(number)?.resolve(answer);
      else this.waiting.get(number)?.reject(error);
      this.waiting.delete(number);
    });
    this.thread.on('error', (error) => this.waiting.forEach(({ reject }) => reject(error)));
  }

  async ask<Q extends keyof Questions>(question: Q, about: Asked<Q>): Promise<Answered<Q>> {
    const number = ++this.asked;
    const answer = await new Promise<unknown>((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.thread.postMessage({ number, question, about } satisfies AskedOfThread);
    });
    return answer as Answered<Q>;
  }

  async end(): Promise<void> {
    await this.thread.terminate();
  }
}
