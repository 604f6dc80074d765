import type { Bundle } from '@lienthong/bundle';
import { CalendarVersionMissing, CalendarYearMissing, momentOf, type Instant, type WorkingCalendar } from '@lienthong/calendar';
import { isRunning } from './clock';
import { CommandRejected, type OfficeCommand } from './commands';
import { limitOf, requireCalendar } from './deadlines';
import type { Dossier } from './dossier';
import type { DossierEvent } from './dossier.events';

type Verification = Extract<OfficeCommand, { type: 'RequireVerification' }>;
type Apology = Extract<OfficeCommand, { type: 'IssueApology' }>;

/** The longer limit applies only where the definition knows one, and by an officer's recorded decision. */
export function decideVerification(dossier: Dossier, { procedure: key, reason }: Verification, bundle: Bundle): DossierEvent[] {
  const procedure = bundle.procedures.find((each) => each.key === key);
  const state = dossier.procedures[key];
  if (!procedure || state?.status !== 'started') throw new CommandRejected('procedure-not-under-way', key);
  if (state.verification) throw new CommandRejected('verification-known', key);
  if (limitOf(procedure, state.route?.option).withVerification === undefined) throw new CommandRejected('verification-not-foreseen', key);
  return [{ type: 'VerificationRequired', data: { procedure: key, reason } }];
}

/** An apology comes before the time is over, and names a later day on which the office works. */
export function decideApology(dossier: Dossier, { of, cause, newDay }: Apology, bundle: Bundle, now: Instant): DossierEvent[] {
  const due = dossier.clock.due[of];
  if (!due || !isRunning(dossier, of)) throw new CommandRejected('no-deadline', of);
  if (now >= due.promised) throw new CommandRejected('apology-too-late', due.promised);
  const calendar = inCalendar(() => bundle.calendars.inForce(now).of());
  const newDue = momentOf(newDay, calendar.hours.dueAt);
  if (!inCalendar(() => isWorked(calendar, newDay))) throw new CommandRejected('not-a-working-day', newDay);
  if (newDue <= due.promised) throw new CommandRejected('apology-not-later', due.promised);
  const apology = dossier.clock.apologies + 1;
  return [{ type: 'ApologyIssued', data: { apology, of, cause, due: due.promised, newDue } }];
}

/** @throws CommandRejected `calendar-missing`: a dossier whose time cannot be counted is not received */
export const refuseWithoutCalendar = (dossier: Dossier, bundle: Bundle, now: Instant): void =>
  inCalendar(() => requireCalendar(dossier, bundle, now));

const isWorked = (calendar: WorkingCalendar, day: Apology['newDay']): boolean => calendar.day(day).working;

function inCalendar<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof CalendarYearMissing) throw new CommandRejected('calendar-missing', String(error.details.year));
    if (error instanceof CalendarVersionMissing) throw new CommandRejected('calendar-missing', error.details.day);
    throw error;
  }
}
