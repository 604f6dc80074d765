import type { Dispatcher } from 'undici';
import { describe, type Answer, type NoAnswer } from './answer';
import { LimitedAnswer } from './limited-answer';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** From the first byte to the last one of the answer, connecting included; milliseconds. */
  readonly timeoutMs: number;
  /** Longer answers are cut off and not believed; bytes, {@link MOST_ANSWER_BYTES} unless told. */
  readonly maxAnswerBytes?: number;
}

/** What is received is kept sealed in one event of the log, which holds a mebibyte: half of that, in base64, is safe. */
export const MOST_ANSWER_BYTES = 524_288;

/**
 * One HTTP call. Never throws for what the network or the other side do. What decides between "surely not processed" and
 * "perhaps processed" is whether a connection was ready and writing had begun, not the name of the error.
 */
export function exchange(dispatcher: Dispatcher, call: Call): Promise<Answer | NoAnswer> {
  return new Promise((resolve) => {
    const answer = new LimitedAnswer(call.maxAnswerBytes ?? MOST_ANSWER_BYTES, finish);
    const timer = setTimeout(() => {
      const detail = `no complete answer within ${call.timeoutMs} ms`;
      answer.abandon(answer.started ? 'no-answer' : 'not-reached', detail);
    }, call.timeoutMs);
    function finish(outcome: Answer | NoAnswer): void {
      clearTimeout(timer);
      resolve(outcome);
    }
    try {
      const { origin, pathname, search } = new URL(call.url);
      dispatcher.dispatch(
        {
          origin,
          path: pathname + search,
          method: call.method,
          headers: call.headers,
          body: call.body.length > 0 ? call.body : null,
          headersTimeout: 0, // the one timer above covers all
          bodyTimeout: 0,
        },
        answer,
      );
    } catch (error) {
      answer.abandon(answer.started ? 'no-answer' : 'not-reached', describe(error));
    }
  });
}
