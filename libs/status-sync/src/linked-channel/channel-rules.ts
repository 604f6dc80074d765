import type { ProcedureKey } from '@lienthong/bundle';
import { handoffId, type Dossier, type HandoffId } from '@lienthong/dossier/domain';
import type { StatusRules } from '../derive';
import { isCivilStatus } from './civil-status';
import type { ChannelStatus } from './channel-status';

/** The civil-status leg of a dossier, if it has one. */
const legOf = ({ chosen }: Dossier): ProcedureKey | undefined => chosen.find((each) => isCivilStatus(each));

const isOfLeg = (dossier: Dossier, procedure: ProcedureKey): boolean => procedure === legOf(dossier);

/** Whether it is the leg's own way to Justice, and not a notice about it. */
function isWayOfLeg(dossier: Dossier, handoff: HandoffId): boolean {
  const leg = legOf(dossier);
  return leg !== undefined && handoff === handoffId(dossier.id, leg);
}

const when = (holds: boolean, status: ChannelStatus): ChannelStatus | undefined => (holds ? status : undefined);

/**
 * What the channel is told. It has no word for a supplement that was provided – the next step of the leg says that it goes on – and none
 * for a withdrawal. That a dossier is eligible (3) once it is to be handed over, and sent (7) once Justice surely has it, is [D].
 */
export const CHANNEL_RULES: StatusRules<ChannelStatus> = {
  DossierReceived: (dossier) => when(legOf(dossier) !== undefined, 1),
  DossierDeclined: (dossier) => when(legOf(dossier) !== undefined, 6),
  HandoffRequested: (dossier, { data }) => when(isWayOfLeg(dossier, data.handoff), 3),
  HandoffAcknowledged: (dossier, { data }) => when(isWayOfLeg(dossier, data.handoff), 7),
  // Whatever Justice reports proves that Justice has it. What came too late, or contradicts a final word, changes nothing.
  AgencyStatusReported: (dossier, { data }) => when(data.standing === 'news' && isWayOfLeg(dossier, data.handoff), 7),
  // Before the reception it is about the dossier as a whole. One supplement is one message, by its number.
  SupplementRequested: (dossier, { data: { procedure } }) => {
    const leg = legOf(dossier);
    return when(leg !== undefined && (procedure ?? leg) === leg, 2);
  },
  ProcedureCompleted: (dossier, { data }) => when(isOfLeg(dossier, data.procedure), 4),
  // By the agency, or by rule: the channel knows one refusal.
  ProcedureRefused: (dossier, { data }) => when(isOfLeg(dossier, data.procedure), 6),
  ResultsReturned: (dossier) => when(legOf(dossier) !== undefined, 5),
};
