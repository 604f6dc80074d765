import type { Bundle, Procedure, TimeLimit } from '@lienthong/bundle';
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
import { closedPauses, isPaused, isRunning, runningDeadlines, type Due } from './clock';
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
  return subjects(dossier, bundle).flatMap((subject): DossierEvent[] => {
    const { of, verified } = subject;
    const before = dossier.clock.due[of];
    const because = reason(dossier, of, before, verified);
    const limit = because && reasons.includes(because) ? subject.limit() : undefined;
    const legal = limit && counted(bundle, dossier, now, subject, effective(limit, verified));
    if (!because || !legal) return [];
    // A later date that was promised with an apology stands.
    const promised = before && before.promised > legal.due && before.promised !== before.legal ? before.promised : legal.due;
    return [{ type: 'DeadlineSet', data: { of, because, legal, promised, warnAt: warnAt(legal) } }];
  });
}

/** Says when time is running out, and when it is over; first of all, so that what ends too late is recorded as late. */
export function watchDeadlines(dossier: Dossier, _: Bundle, now: Instant): readonly DossierEvent[] {
  return runningDeadlines(dossier).flatMap(({ of, promised, legal, warnAt, warned, missed }): DossierEvent[] => {
    if (missed === promised) return [];
    if (now >= promised) return [{ type: 'DeadlineMissed', data: { of, due: promised, legal } }];
    return now >= warnAt && !warned ? [{ type: 'DeadlineNear', data: { of, due: promised } }] : [];
  });
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

interface Subject {
  readonly of: DeadlineOf;
  readonly agency?: string;
  readonly from: Instant;
  readonly verified: boolean;
  /** Nothing if the definition states none. */
  readonly limit: () => TimeLimit | undefined;
}

/** All that has a limit and runs. */
function subjects(dossier: Dossier, bundle: Bundle): readonly Subject[] {
  if (!isUnderWay(dossier)) return [];
  const from = dossier.receivedAt ?? dossier.submittedAt;
  const verified = Object.values(dossier.procedures).some(({ verification }) => verification === true);
  const procedures = bundle.procedures.flatMap((procedure): Subject[] => {
    const { key } = procedure;
    const state = dossier.procedures[key];
    if (!state || !isRunning(dossier, key)) return [];
    const agency = dossier.handoffs[key]?.agency ?? procedure.agency;
    const limit = (): TimeLimit => limitOf(procedure, state.route?.option);
    return [{ of: key, limit, agency, from: state.since, verified: state.verification === true }];
  });
  return [{ of: 'dossier', limit: () => bundleLimit(dossier, bundle), from, verified }, ...procedures];
}

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

function reason({ clock }: Dossier, of: DeadlineOf, before: Due | undefined, verified: boolean): DeadlineReason | undefined {
  if (!before) return 'started';
  if (verified && !before.verified) return 'verification';
  return !isPaused(clock, of) && closedPauses(clock, of).length > before.pauses ? 'resumed' : undefined;
}

const effective = (limit: TimeLimit, verified: boolean): CountedLimit => {
  const longer = verified ? limit.withVerification : undefined;
  return 'days' in limit ? { days: longer ?? limit.days } : { workingDays: longer ?? limit.workingDays };
};

/** Nothing where the calendar ends: a day is never guessed. It is set once the calendar says more. */
function counted(
  bundle: Bundle,
  { clock }: Dossier,
  now: Instant,
  { of, agency, from }: Subject,
  limit: CountedLimit,
): Deadline | undefined {
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
