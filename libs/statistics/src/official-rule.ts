import { plusMillis, toMillis, type Instant } from '@lienthong/calendar';
import type { Dossier, DossierPause, Due } from '@lienthong/dossier/domain';

/*
 * The rule of the official index [P], word by word, and how it is read here:
 *
 * 1. "On time if the end is not later than the appointment." The appointment is the last one that was promised: that of the receipt,
 *    counted anew when facts had to be verified, or that of an apology in time. That an apology moves it is an assumption. [A]
 * 2. "The time of supplements is subtracted." The promise is counted anew in working time when the citizen has done his part, so it is in
 *    the appointment already and is not subtracted twice. What is not in it (the citizen is silent until the end) is subtracted as it
 *    passed. Payment stops the clock, too. [A]
 * 3. "More than one request for a supplement counts as overdue": more than one about the same procedure. [A]
 * 4. "Without an appointment, the legal maximum": the latest legal time of its procedures. Without that, nothing can be late. [A]
 */

/** The last moment at which the dossier's end is on time; nothing if it cannot be late as things stand. */
export function inTimeUntil(dossier: Dossier): Instant | undefined {
  if (wasAskedTwice(dossier)) return plusMillis(dossier.submittedAt, -1);
  const due = dossier.clock.due['dossier'] ?? latestLegal(dossier);
  if (!due) return undefined;
  const pauses = notCountedIn(due, dossier);
  const until = plusMillis(due.of === 'dossier' ? due.promised : due.legal, length(pauses));
  const standsStill = pauses.some((pause) => pause.until === undefined && pause.from <= until);
  return standsStill ? undefined : until;
}

const wasAskedTwice = ({ turns: { supplements } }: Dossier): boolean =>
  new Set(supplements.map(({ procedure }) => procedure)).size < supplements.length;

const latestLegal = ({ clock }: Dossier): Due | undefined =>
  Object.values(clock.due)
    .sort((a, b) => (a.legal < b.legal ? -1 : 1))
    .at(-1);

/** The pauses that are open, and those that ended after the deadline was last counted. */
function notCountedIn({ of, pauses: counted }: Due, { clock }: Dossier): readonly DossierPause[] {
  const its = clock.pauses.filter((pause) => of === 'dossier' || pause.of === undefined || pause.of === of);
  const closed = its.filter(({ until }) => until !== undefined);
  return [...closed.slice(counted), ...its.filter(({ until }) => until === undefined)];
}

/** Milliseconds of the pauses that are over; what they have in common counts once. */
function length(pauses: readonly DossierPause[]): number {
  let sum = 0;
  let counted = 0;
  for (const { from, until } of [...pauses].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (until === undefined) continue;
    const end = toMillis(until);
    sum += Math.max(0, end - Math.max(counted, toMillis(from)));
    counted = Math.max(counted, end);
  }
  return sum;
}
