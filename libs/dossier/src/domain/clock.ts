import type { ProcedureKey } from '@lienthong/bundle';
import { plusMillis, type Instant } from '@lienthong/calendar';
import { hasEnded, isUnderWay, type Dossier } from './dossier';
import type { DeadlineOf, TimeEvent } from './dossier.events';
import { openPayments, openSupplements } from './turns';

// ── state ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The time that the law gives, as far as the dossier's own stream tells it. */
export interface Clock {
  /** By `dossier` or a procedure's key. */
  readonly due: Readonly<Record<string, Due>>;
  readonly pauses: readonly DossierPause[];
  /** How many apologies were issued. */
  readonly apologies: number;
}

export interface Due {
  readonly of: DeadlineOf;
  readonly legal: Instant;
  readonly promised: Instant;
  readonly warnAt: Instant;
  readonly warned: boolean;
  /** The promise that was not kept. */
  readonly missed?: Instant;
  /** Pauses that are over and that it takes into account. */
  readonly pauses: number;
  /** The longer limit was applied. */
  readonly verified: boolean;
}

/** The clock stands still for the citizen. Without `of` that of all procedures. */
export interface DossierPause {
  readonly of?: ProcedureKey;
  readonly from: Instant;
  readonly until?: Instant;
}

export const NO_CLOCK: Clock = { due: {}, pauses: [], apologies: 0 };

const TIMES: ReadonlySet<string> = new Set<TimeEvent['type']>([
  'DeadlineSet',
  'VerificationRequired',
  'DeadlineNear',
  'DeadlineMissed',
  'ApologyIssued',
]);

export const isTimeEvent = (event: { readonly type: string }): event is TimeEvent => TIMES.has(event.type);

// ── evolve ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export function evolveClock(clock: Clock, event: TimeEvent): Clock {
  switch (event.type) {
    case 'DeadlineSet': {
      const { of, because, legal, promised, warnAt } = event.data;
      const before = clock.due[of];
      const verified = because === 'verification' || (before?.verified ?? false);
      const pauses = closedPauses(clock, of).length;
      const missed = before?.missed;
      const due: Due = { of, legal: legal.due, promised, warnAt, warned: false, pauses, verified, ...(missed && { missed }) };
      return { ...clock, due: { ...clock.due, [of]: due } };
    }
    case 'DeadlineNear':
      return withDue(clock, event.data.of, { warned: true });
    case 'DeadlineMissed':
      return withDue(clock, event.data.of, { missed: event.data.due });
    case 'ApologyIssued':
      return { ...withDue(clock, event.data.of, { promised: event.data.newDue }), apologies: event.data.apology };
    case 'VerificationRequired':
      return clock;
  }
}

function withDue(clock: Clock, of: DeadlineOf, changes: Partial<Due>): Clock {
  const due = clock.due[of];
  return due ? { ...clock, due: { ...clock.due, [of]: { ...due, ...changes } } } : clock;
}

/** The pauses as they are since it is, or is no longer, the citizen's turn. */
export function withPauses(dossier: Dossier, at: Instant): Clock {
  const { clock } = dossier;
  const waiting = new Set([...openSupplements(dossier), ...openPayments(dossier)].map(({ procedure }) => procedure));
  const known = clock.pauses.filter(({ until }) => until === undefined).map(({ of }) => of);
  if (known.length === waiting.size && known.every((of) => waiting.has(of))) return clock;
  const kept = clock.pauses.map((pause) => (pause.until === undefined && !waiting.has(pause.of) ? { ...pause, until: at } : pause));
  const begun = [...waiting].filter((of) => !known.includes(of)).map((of): DossierPause => ({ from: at, ...(of !== undefined && { of }) }));
  return { ...clock, pauses: [...kept, ...begun] };
}

// ── what it says ────────────────────────────────────────────────────────────────────────────────────────────────────

/** The pauses that concern a deadline: the dossier as a whole stands still whenever one of its procedures does. */
export const pausesOf = ({ pauses }: Clock, of: DeadlineOf): readonly DossierPause[] =>
  pauses.filter((pause) => of === 'dossier' || pause.of === undefined || pause.of === of);

export const closedPauses = (clock: Clock, of: DeadlineOf): readonly DossierPause[] =>
  pausesOf(clock, of).filter(({ until }) => until !== undefined);

export const isPaused = (clock: Clock, of: DeadlineOf): boolean =>
  clock.pauses.length > 0 && pausesOf(clock, of).some(({ until }) => until === undefined);

/** What the deadline is about has not ended. */
export function isRunning(dossier: Dossier, of: DeadlineOf): boolean {
  if (of === 'dossier') return isUnderWay(dossier);
  const procedure = dossier.procedures[of];
  return procedure?.status === 'started' && !hasEnded(procedure);
}

/**
 * The deadlines for which time runs at the moment. One that could not be set anew after a pause, because the calendar ends, is over for
 * nobody: what it said before does not count the citizen's time.
 */
export const runningDeadlines = (dossier: Dossier): readonly Due[] =>
  Object.values(dossier.clock.due).filter(
    (due) => isRunning(dossier, due.of) && !isPaused(dossier.clock, due.of) && isUpToDate(dossier, due),
  );

const isUpToDate = ({ clock }: Dossier, { of, pauses }: Due): boolean =>
  clock.pauses.length === 0 ? pauses === 0 : pauses === closedPauses(clock, of).length;

/** When time alone will change something: a supplement's end, a warning, a deadline. Past moments are due at once. */
export function nextTimer(dossier: Dossier): Instant | undefined {
  const moments = openSupplements(dossier).flatMap(({ respondBy }) => respondBy ?? []);
  for (const { warnAt, warned, promised, missed } of runningDeadlines(dossier)) {
    if (!warned && missed !== promised) moments.push(warnAt);
    // What ends in the very moment ends in time.
    if (missed !== promised) moments.push(plusMillis(promised, 1));
  }
  return moments.sort()[0];
}
