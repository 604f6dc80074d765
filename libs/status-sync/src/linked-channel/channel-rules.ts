import type { ProcedureKey } from '@lienthong/bundle';
import type { DossierEvent } from '@lienthong/dossier/domain';
import { procedureAbout, type EventType } from '../coming-events';
import { isCivilStatus } from './civil-status';
import type { ChannelStatus } from './channel-status';

/** What has to be remembered of the civil-status leg to tell its next status. */
export interface Leg {
  /** Absent: the dossier has no such leg, or is not known yet. */
  readonly procedure: ProcedureKey | undefined;
  /** The citizen was asked for a supplement and has not brought it yet. */
  readonly supplement: boolean;
  /** The status that the last event gives it, if any. */
  readonly wanted?: ChannelStatus | undefined;
}

type Rule = (leg: Leg, event: DossierEvent) => Leg;

const chosen: Rule = (leg, event) =>
  event.type === 'DossierSubmitted' ? { ...leg, procedure: event.data.chosen.find((each) => isCivilStatus(each)) } : leg;

const becomes =
  (wanted: ChannelStatus): Rule =>
  (leg) => ({ ...leg, wanted });

/** One supplement is one message, however many events ask for it. */
const asksSupplement: Rule = (leg) => ({ ...leg, supplement: true, wanted: leg.supplement ? undefined : 2 });

/** The channel has no word for it: the next step of the leg says that it goes on. */
const supplementProvided: Rule = (leg) => ({ ...leg, supplement: false });

/** Whatever Justice reports proves that Justice has it. What came too late, or contradicts a final word, changes nothing. */
const reported: Rule = (leg, event) => {
  if (event.type !== 'AgencyStatusReported' || event.data.standing !== 'news') return leg;
  return event.data.status === 'supplement-needed' ? asksSupplement(leg, event) : { ...leg, supplement: false, wanted: 7 };
};

/** Of the events about one procedure, only those of the leg's own; those about the whole dossier, if it has the leg. */
const ofLeg =
  (rule: Rule): Rule =>
  (leg, event) =>
    leg.procedure !== undefined && leg.procedure === (procedureAbout(event) ?? leg.procedure) ? rule(leg, event) : leg;

/**
 * Which status an event gives the leg; one line for each type of event. What is not here gives none: a withdrawal has no word there. That
 * a dossier is eligible (3) once it is to be handed over, and sent (7) once Justice surely has it, is [D].
 */
export const CHANNEL_RULES: Readonly<Partial<Record<EventType, Rule>>> = {
  DossierSubmitted: chosen,
  DossierReceived: ofLeg(becomes(1)),
  DossierDeclined: ofLeg(becomes(6)),
  HandoffRequested: ofLeg(becomes(3)),
  HandoffAcknowledged: ofLeg(becomes(7)),
  AgencyStatusReported: ofLeg(reported),
  SupplementRequested: ofLeg(asksSupplement),
  SupplementProvided: ofLeg(supplementProvided),
  ProcedureCompleted: ofLeg(becomes(4)),
  ProcedureRefused: ofLeg(becomes(6)),
  ResultsReturned: ofLeg(becomes(5)),
};
