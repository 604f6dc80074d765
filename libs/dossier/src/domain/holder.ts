import type { AgencyCode } from '@lienthong/bundle';
import { toMillis, type Instant } from '@lienthong/calendar';
import { evolve, handoffOf, type Dossier } from './dossier';
import type { DossierEvent, DossierId } from './dossier.events';
import { isReached } from './handoff';
import { isQuarantined } from './quarantine';
import { openPayments, openSupplements } from './turns';

/**
 * With whom a dossier lies. `in-transit`: handed over, and nobody has confirmed that it arrived. `operator`: parked, or
 * in quarantine, where it is no one-stop's yet.
 * `late-result`: all that could be done is done, and what goes on waits for a result that the law allows to come later.
 */
export type Holder = 'one-stop' | 'citizen' | 'in-transit' | 'operator' | 'late-result' | `agency:${AgencyCode}`;

/**
 * With whom a dossier lies now; nobody once it is over. What the citizen is asked for comes first, for the clock stands still then. Of
 * procedures side by side the first that was chosen and is under way counts, so that every moment is counted once.
 */
export function holderOf(dossier: Dossier): Holder | undefined {
  if (dossier.phase === 'returned' || dossier.phase === 'closed') return undefined;
  if (openSupplements(dossier).length > 0 || openPayments(dossier).length > 0) return 'citizen';
  if (isQuarantined(dossier)) return 'operator';
  if (dossier.phase !== 'under-way') return 'one-stop';
  const started = dossier.chosen.flatMap((key) => {
    const procedure = dossier.procedures[key];
    return procedure?.status === 'started' ? [procedure] : [];
  });
  const handoff = started[0] && handoffOf(dossier, started[0]);
  if (!handoff) return 'late-result';
  if (handoff.stage.is === 'parked') return 'operator';
  return isReached(handoff) ? `agency:${handoff.agency}` : 'in-transit';
}

/** Milliseconds that a dossier lay with each holder, from its submission to its end or to `until`; the sum is the whole. */
export function timeByHolder(
  id: DossierId,
  history: Iterable<{ readonly event: DossierEvent; readonly at: Instant }>,
  until: Instant,
): Readonly<Partial<Record<Holder, number>>> {
  const time: Partial<Record<Holder, number>> = {};
  let dossier: Dossier | undefined;
  let since = until;
  const pass = (to: Instant): void => {
    const holder = dossier && holderOf(dossier);
    if (holder) time[holder] = (time[holder] ?? 0) + Math.max(0, toMillis(to) - toMillis(since));
    since = to;
  };
  for (const { event, at } of history) {
    pass(at);
    dossier = evolve(dossier, event, at, id);
  }
  pass(until);
  return time;
}
