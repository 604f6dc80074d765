import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from './failure';

const TRIES = 100;
const PAUSE_MS = 100;

/** Calls again, for ten seconds or so, while no engine answers: it may have been killed, and is being started again. */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'no-engine' || attempt === TRIES) throw error;
      await pause(PAUSE_MS);
    }
  }
}
