import type { Timekeeper } from '@lienthong/calendar';
import { Tenure } from '@lienthong/postgres';
import type { Duties } from './duties';

/** Any number that nothing else in the database uses for its locks. */
const LOCK = [4_821_072, 0] as const;

/**
 * Has one engine of all do the duties. One that stood still and does not know yet that another one does them can do no harm: what it tells a
 * dossier says nothing new, an append behind an old end is refused by the log, receivers know statuses by their numbers, and a file is judged
 * again after it was put aside.
 */
export function leasedDuties(duties: Duties, url: string, time: Timekeeper, onTrouble: (error: unknown) => void): Tenure {
  return new Tenure(
    { url, lock: LOCK, time },
    {
      waiting: () => undefined,
      hold: async (_, over, beat) => {
        duties.start();
        try {
          while (!over.aborted) await beat(over);
        } finally {
          await duties.stop();
        }
      },
      failed: onTrouble,
    },
  );
}
