import type { Instant } from '@lienthong/calendar';
import { evolve, type Dossier, type DossierEvent, type DossierId } from '@lienthong/dossier/domain';
import type { Actor } from '@lienthong/event-store';
import type { Fact, StatusMessage } from './status-message';
import { wayTo, type StatusOrder } from './status-order';

/** What one receiver is told of a dossier. */
export interface StatusCourse<Status extends number> {
  readonly order: StatusOrder<Status>;
  readonly rules: StatusRules<Status>;
  /** What a message says beside the status. `event`: what brought it about; absent where it is only implied. */
  detail(status: Status, event?: DossierEvent): Pick<StatusMessage, 'content' | 'resultCode' | 'respondBy'>;
}

/** Which status an event gives the dossier; one line for each type of event. What is not here gives none. */
export type StatusRules<Status extends number> = {
  readonly [Type in DossierEvent['type']]?: StatusRule<Status, Extract<DossierEvent, { readonly type: Type }>>;
};

/** @param dossier as it stands after the event */
export type StatusRule<Status extends number, Event extends DossierEvent = DossierEvent> = (
  dossier: Dossier,
  event: Event,
) => Status | undefined;

/** The messages that follow from a dossier's events. Pure: the same events give the same messages, and more appends only add to them. */
export type DeriveMessages = (dossier: DossierId, facts: Iterable<Fact>) => readonly StatusMessage[];

/** What one receiver is told, and from which types of events it follows; the others need not be read. */
export interface StatusSource {
  readonly types: readonly DossierEvent['type'][];
  readonly messages: DeriveMessages;
}

export const sourceOf = <Status extends number>(course: StatusCourse<Status>): StatusSource => ({
  types: TYPES,
  messages: deriveBy(course),
});

/** What gives a status, and what has to be known to tell it: how a dossier stands, what the citizen is asked for, and until when. */
const TYPES: readonly DossierEvent['type'][] = [
  'DossierSubmitted',
  'DossierReceived',
  'DossierDeclined',
  'ProcedureStarted',
  'ProcedureCompleted',
  'ProcedureRefused',
  'ProcedureSkipped',
  'HandoffRequested',
  'HandoffAcknowledged',
  'AgencyStatusReported',
  'SupplementRequested',
  'SupplementProvided',
  'SupplementExpired',
  'PaymentRequested',
  'PaymentReceived',
  'WithdrawalRequested',
  'DossierStopped',
  'DossierCompleted',
  'ResultsReturned',
  'DeadlineSet',
  'ApologyIssued',
];

function deriveBy<Status extends number>({ order, rules, detail }: StatusCourse<Status>): DeriveMessages {
  return (id, facts) => {
    const messages: StatusMessage[] = [];
    const told: Status[] = [];
    const appointments: Instant[] = [];
    let dossier: Dossier | undefined;
    for (const append of appendsOf(facts)) {
      const brought: Pick<StatusMessage, 'status' | 'at' | 'content'>[] = [];
      for (const { event, at } of append) {
        dossier = evolve(dossier, event, at, id);
        const rule = rules[event.type] as StatusRule<Status> | undefined;
        const wanted = dossier && rule?.(dossier, event);
        for (const status of wanted === undefined ? [] : wayTo(order, told, wanted)) {
          told.push(status);
          brought.push({ status, at, ...detail(status, status === wanted ? event : undefined) });
        }
      }
      if (!dossier) continue;
      const promised = dossier.clock.due['dossier']?.promised;
      if (promised !== undefined && promised !== appointments.at(-1)) appointments.push(promised);
      // What the append says of the time belongs to every status that it brought, and so does who acted: the engine only drew conclusions.
      const shared = { handler: handlerOf(append[0].actor), ...known(dossier), ...appointed(appointments) };
      for (const each of brought) messages.push({ dossier: id, number: messages.length + 1, ...each, ...shared });
    }
    return messages;
  };
}

type Append = readonly [Fact, ...Fact[]];

function appendsOf(facts: Iterable<Fact>): readonly Append[] {
  const appends: [Fact, ...Fact[]][] = [];
  for (const fact of facts) {
    const last = appends.at(-1);
    if (last?.[0].command === fact.command) last.push(fact);
    else appends.push([fact]);
  }
  return appends;
}

/** What every message carries, as far as it is known by then. */
function known({ office, linkedNumber, oneStopCode, receivedAt, clock }: Dossier) {
  const legalEnd = clock.due['dossier']?.legal;
  return {
    unit: office,
    ...(linkedNumber !== undefined && { linkedNumber }),
    ...(oneStopCode !== undefined && { oneStopCode }),
    ...(receivedAt !== undefined && { start: receivedAt }),
    ...(legalEnd !== undefined && { legalEnd }),
  };
}

function appointed(appointments: readonly Instant[]): Pick<StatusMessage, 'appointment' | 'formerAppointment'> {
  const [appointment, formerAppointment] = [appointments.at(-1), appointments.at(-2)];
  return { ...(appointment !== undefined && { appointment }), ...(formerAppointment !== undefined && { formerAppointment }) };
}

function handlerOf({ kind, id, role }: Actor): string {
  if (kind === 'agency') return `${kind}:${id}`;
  return kind === 'officer' && role !== undefined ? `${kind}:${role}` : kind;
}
