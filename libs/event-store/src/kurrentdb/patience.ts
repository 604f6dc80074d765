import { setTimeout as wait } from 'node:timers/promises';
import { LogUnavailable } from './errors';
import { reasonOf, refusalIn } from './failure';

/** Waits so many milliseconds, or until the signal. Never fails. */
export type Pause = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const pause: Pause = (milliseconds, signal) => wait(milliseconds, undefined, signal && { signal }).catch(() => undefined);

const longest = 5000;

/** Milliseconds to wait after so many failures in a row: 100, 200, 400 … and never more than 5,000. */
export const backOff = (failures: number): number => Math.min(longest, 100 * 2 ** Math.min(failures - 1, 10));

/**
 * Makes a call that changes nothing again and again until it succeeds.
 * @param onFailure told of each failure, and of the success (undefined) that ended them
 * @throws LogRefused at once
 * @throws LogUnavailable after the last of the tries
 */
export async function patiently<T>(
  call: () => Promise<T>,
  {
    tries,
    pause,
    onFailure,
    signal,
  }: { tries: number; pause: Pause; onFailure: (reason: string | undefined) => void; signal?: AbortSignal },
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      const result = await call();
      onFailure(undefined);
      return result;
    } catch (error) {
      const refused = refusalIn(error);
      onFailure(reasonOf(refused ?? error));
      if (refused) throw refused;
      if (failures >= tries || signal?.aborted) throw new LogUnavailable(`the log cannot be read now: ${reasonOf(error)}`);
      await pause(backOff(failures), signal);
    }
  }
}
