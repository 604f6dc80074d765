import type { Instant, LocalDate } from '../instant';
import { momentOf } from './civil-day';
import type { OfficeHours } from './working-calendar';

/** The clock stands still, because something is waited for that only the citizen can give. Without `until` it still does. */
export interface Pause {
  readonly from: Instant;
  readonly until?: Instant;
}

/** A pause that is over. */
export interface ClosedPause extends Pause {
  readonly until: Instant;
}

/**
 * Whether the clock stands still on that day at any time between the cut-off and the close. What the citizen gives before the cut-off
 * lets the day count, just as a dossier that is received before it.
 */
export function pauseOn(date: LocalDate, pauses: readonly Pause[], hours: OfficeHours): Pause | undefined {
  return pauses.find(
    ({ from, until }) =>
      from < momentOf(date, hours.dueAt) && (until === undefined || (from < until && momentOf(date, hours.receptionCutOff) <= until)),
  );
}
