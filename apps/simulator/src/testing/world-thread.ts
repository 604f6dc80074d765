import 'reflect-metadata';
import { parentPort } from 'node:worker_threads';
import { QUESTIONS, type Questions } from './questions';

/** A question that was asked of the thread, by its number. */
export interface AskedOfThread {
  readonly number: number;
  readonly question: keyof Questions;
  readonly about: unknown;
}

export interface ThreadAnswer {
  readonly number: number;
  readonly answer?: unknown;
  readonly error?: unknown;
}

parentPort?.on('message', ({ number, question, about }: AskedOfThread) => {
  // Its sender has the types: ThreadOfWorlds.
  const live = QUESTIONS[question] as (about: unknown) => Promise<unknown>;
  live(about).then(
    (answer) => parentPort?.postMessage({ number, answer } satisfies ThreadAnswer),
    (error: unknown) => parentPort?.postMessage({ number, error } satisfies ThreadAnswer),
  );
});
