import type { ProcedureKey } from '@lienthong/bundle';
import type { DossierEvent } from '@lienthong/dossier/domain';
import { procedureAbout, type EventType } from '../coming-events';
import type { PortalStatus } from './portal-status';

/** What has to be remembered of a dossier to tell its next status. */
export interface Course {
  readonly received: boolean;
  /** What the citizen was asked for and has not done yet, oldest first. */
  readonly demands: readonly Demand[];
  /** The status that the last event gives it, if any. */
  readonly wanted?: PortalStatus | undefined;
}

interface Demand {
  readonly status: 5 | 6;
  /** Absent: it is about the dossier as a whole. */
  readonly procedure: ProcedureKey | undefined;
}

type Rule = (course: Course, event: DossierEvent) => Course;

const becomes =
  (wanted: PortalStatus): Rule =>
  (course) => ({ ...course, wanted });

/** Asks the citizen for something; once for each procedure. */
const asks =
  (status: Demand['status']): Rule =>
  (course, event) => {
    const procedure = procedureAbout(event);
    return { ...course, demands: [...without(course.demands, status, procedure), { status, procedure }], wanted: status };
  };

/** The citizen has done it; what else he was asked for still holds the dossier. */
const done =
  (status: Demand['status']): Rule =>
  (course, event) =>
    goesOn({ ...course, demands: without(course.demands, status, procedureAbout(event)) });

const received: Rule = (course) => ({ ...course, received: true, wanted: 2 });

const goesOn = (course: Course): Course => ({ ...course, wanted: course.demands.at(-1)?.status ?? (course.received ? 4 : undefined) });

/** Nothing that the citizen was asked for on its account matters any more. */
const ended: Rule = (course, event) => {
  const procedure = procedureAbout(event);
  return goesOn({ ...course, demands: course.demands.filter((demand) => demand.procedure !== procedure) });
};

/** What came too late, or contradicts a final word, changes nothing. */
const reported: Rule = (course, event) => {
  if (event.type !== 'AgencyStatusReported' || event.data.standing !== 'news') return course;
  return event.data.status === 'supplement-needed' ? asks(5)(course, event) : done(5)(course, event);
};

const without = (demands: readonly Demand[], status: Demand['status'], procedure: ProcedureKey | undefined): readonly Demand[] =>
  demands.filter((demand) => demand.status !== status || demand.procedure !== procedure);

/** Which status an event gives the dossier; one line for each type of event. What is not here gives none. */
export const PORTAL_RULES: Readonly<Partial<Record<EventType, Rule>>> = {
  DossierSubmitted: becomes(1),
  DossierReceived: received,
  DossierDeclined: becomes(3),
  ProcedureStarted: goesOn,
  AgencyStatusReported: reported,
  SupplementRequested: asks(5),
  SupplementProvided: done(5),
  PaymentRequested: asks(6),
  PaymentReceived: done(6),
  ProcedureCompleted: ended,
  ProcedureRefused: ended,
  ProcedureSkipped: ended,
  WithdrawalRequested: becomes(7),
  DossierStopped: becomes(8),
  // A refused gate ends with 9, too: 3 is for what was never received.
  DossierCompleted: becomes(9),
  ResultsReturned: becomes(10),
};
