import type { Bundle, Procedure, ProcedureKey, TimeLimit } from '@lienthong/bundle';
import {
  CalendarVersionMissing,
  CalendarYearMissing,
  deadline,
  plusMillis,
  type ClosedPause,
  type CountedLimit,
  type Deadline,
  type Instant,
} from '@lienthong/calendar';
import { closedPauses, isPaused, isRunning, runningDeadlines } from './clock';
import { isUnderWay, type Dossier } from './dossier';
import type { DeadlineOf, DeadlineReason, DossierEvent } from './dossier.events';
import { expressionContext } from './expression-context';
import { isErased } from './personal';

/** Sets what is to be done by when. */
export const setDeadlines = (dossier: Dossier, bundle: Bundle, now: Instant): readonly DossierEvent[] =>
  deadlinesSet(dossier, bundle, now, ['started']);

/** Sets it anew when the citizen's turn is over, or facts have to be verified: before anybody asks whether it was missed. */
export const setDeadlinesAnew = (dossier: Dossier, bundle: Bundle, now: Instant): readonly DossierEvent[] =>
  deadlinesSet(dossier, bundle, now, ['resumed', 'verification']);

function deadlinesSet(dossier: Dossier, bundle: Bundle, now: Instant, reasons: readonly DeadlineReason[]): readonly DossierEvent[] {
  if (!isUnderWay(dossier)) return [];
  const set: DossierEvent[] = [];
  for (const of of running(dossier, bundle)) {
    const because = reason(dossier, of);
    if (!because || !reasons.includes(because)) continue;
    const subject = of === 'dossier' ? theDossier(dossier, bundle) : theProcedure(dossier, bundle, of);
    const legal = subject && counted(bundle, dossier, now, of, subject);
    if (!legal) continue;
    const before = dossier.clock.due[of];
    // A later date that was promised with an apology stands.
    const promised = before && before.promised > legal.due && before.promised !== before.legal ? before.promised : legal.due;
    set.push({ type: 'DeadlineSet', data: { of, because, legal, promised, warnAt: warnAt(legal) } });
  }
  return set;
}

/** Says when time is running out, and when it is over; first of all, so that what ends too late is recorded as late. */
export function watchDeadlines(dossier: Dossier, _: Bundle, now: Instant): readonly DossierEvent[] {
  const said: DossierEvent[] = [];
  for (const { of, promised, legal, warnAt, warned, missed } of runningDeadlines(dossier)) {
    if (missed === promised) continue;
    if (now > promised) said.push({ type: 'DeadlineMissed', data: { of, due: promised, legal } });
    else if (now >= warnAt && !warned) said.push({ type: 'DeadlineNear', data: { of, due: promised } });
  }
  return said;
}

/** Whether the calendar reaches as far as a dossier needs that is received now. @throws CalendarYearMissing CalendarVersionMissing */
export function requireCalendar(dossier: Dossier, bundle: Bundle, now: Instant): void {
  const procedures = bundle.procedures.filter(({ key }) => dossier.chosen.includes(key));
  const limits = [
    ...bundle.timeLimits.map(({ limit }) => ({ limit, agency: undefined })),
    ...procedures.flatMap(({ timeLimit, agency, routes }) => [
      { limit: timeLimit, agency },
      ...routes.map((route) => ({ limit: route.timeLimit, agency: route.agency })),
    ]),
  ];
  const calendars = bundle.calendars.inForce(now);
  for (const { limit, agency } of limits) deadline(calendars.of(agency), { receivedAt: now, limit: effective(limit, true) });
}

/** All that has a time of its own and runs, in the order of the definition. */
function running(dossier: Dossier, bundle: Bundle): DeadlineOf[] {
  const all: DeadlineOf[] = ['dossier'];
  for (const { key } of bundle.procedures) if (isRunning(dossier, key)) all.push(key);
  return all;
}

interface Subject {
  readonly agency?: string;
  readonly from: Instant;
  readonly limit: CountedLimit;
}

/** Nothing if the definition states no limit. */
function theDossier(dossier: Dossier, bundle: Bundle): Subject | undefined {
  const limit = bundleLimit(dossier, bundle);
  return limit && { from: dossier.receivedAt ?? dossier.submittedAt, limit: effective(limit, isVerified(dossier, 'dossier')) };
}

function theProcedure(dossier: Dossier, bundle: Bundle, of: ProcedureKey): Subject | undefined {
  const procedure = bundle.procedures.find(({ key }) => key === of);
  const state = dossier.procedures[of];
  if (!procedure || !state) return undefined;
  const agency = dossier.handoffs[of]?.agency ?? procedure.agency;
  return { agency, from: state.since, limit: effective(limitOf(procedure, state.route?.option), isVerified(dossier, of)) };
}

/** Facts have to be verified, in one procedure or, for the dossier, in any. */
const isVerified = ({ procedures }: Dossier, of: DeadlineOf): boolean =>
  of === 'dossier' ? Object.values(procedures).some(({ verification }) => verification === true) : procedures[of]?.verification === true;

/** What a procedure is given, by the way that it goes. */
export const limitOf = ({ timeLimit, routes }: Procedure, route: string | undefined): TimeLimit =>
  routes.find(({ option }) => option === route)?.timeLimit ?? timeLimit;

function bundleLimit(dossier: Dossier, bundle: Bundle): TimeLimit | undefined {
  if (bundle.timeLimits.length === 0) return undefined;
  if (isErased(dossier.form) && bundle.timeLimits.some(({ when }) => when)) return undefined;
  const context = expressionContext(dossier, bundle);
  try {
    return bundle.timeLimits.find(({ when }) => !when || when.evaluate(context))?.limit;
  } catch {
    return undefined;
  }
}

function reason(dossier: Dossier, of: DeadlineOf): DeadlineReason | undefined {
  const { clock } = dossier;
  const before = clock.due[of];
  if (!before) return 'started';
  if (!before.verified && isVerified(dossier, of)) return 'verification';
  if (clock.pauses.length === 0) return undefined;
  return !isPaused(clock, of) && closedPauses(clock, of).length > before.pauses ? 'resumed' : undefined;
}

const effective = (limit: TimeLimit, verified: boolean): CountedLimit => {
  const longer = verified ? limit.withVerification : undefined;
  return 'days' in limit ? { days: longer ?? limit.days } : { workingDays: longer ?? limit.workingDays };
};

/** Nothing where the calendar ends: a day is never guessed. It is set once the calendar says more. */
function counted(bundle: Bundle, { clock }: Dossier, now: Instant, of: DeadlineOf, { agency, from, limit }: Subject): Deadline | undefined {
  const pauses = closedPauses(clock, of).flatMap(({ from: began, until }): ClosedPause[] => (until ? [{ from: began, until }] : []));
  try {
    return deadline(bundle.calendars.inForce(now).of(agency), { receivedAt: from, limit, pauses });
  } catch (error) {
    if (error instanceof CalendarYearMissing || error instanceof CalendarVersionMissing) return undefined;
    throw error;
  }
}

const DAY_MS = 86_400_000;
/** When the whole time is one day, this long before its end. Not the law's: ours. */
const SAME_DAY_WARNING_MS = 2 * 3_600_000;

/** At the close of the last counted day before the one that is due. */
function warnAt({ due, days }: Deadline): Instant {
  const last = days.at(-1)?.date;
  const before = days.filter(({ counted: counts, date }) => counts && date !== last).at(-1)?.date;
  if (last === undefined || before === undefined) return plusMillis(due, -SAME_DAY_WARNING_MS);
  const between = Math.round((Date.parse(last) - Date.parse(before)) / DAY_MS);
  return plusMillis(due, -between * DAY_MS);
}
