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

/** The messages of one dossier, as its stream grows. */
export interface Derivation {
  readonly messages: readonly StatusMessage[];
  /** Goes on with what was appended since; whole appends only. */
  add(facts: Iterable<Fact>): void;
}

/** What one receiver is told, and from which types of events it follows; the others need not be read. */
export interface StatusSource {
  readonly types: readonly DossierEvent['type'][];
  begin(dossier: DossierId): Derivation;
  readonly messages: DeriveMessages;
}

export const sourceOf = <Status extends number>(course: StatusCourse<Status>): StatusSource => ({
  types: TYPES,
  begin: (dossier) => new Course(course, dossier),
  messages(dossier, facts) {
    const whole = new Course(course, dossier);
    whole.add(facts);
    return whole.messages;
  },
});

/** What gives a status, and what has to be known to tell it: how a dossier stands, what the citizen is asked for, and until when. */
const TYPES: readonly DossierEvent['type'][] = [
  'DossierSubmitted',
  'OfficeAssigned',
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

class Course<Status extends number> implements Derivation {
  readonly messages: StatusMessage[] = [];
  private readonly told: Status[] = [];
  private readonly appointments: Instant[] = [];
  private dossier: Dossier | undefined;

  constructor(
    private readonly course: StatusCourse<Status>,
    private readonly id: DossierId,
  ) {}

  add(facts: Iterable<Fact>): void {
    for (const append of appendsOf(facts)) this.addAppend(append);
  }

  private addAppend(append: Append): void {
    const { order, rules, detail } = this.course;
    const brought: Pick<StatusMessage, 'status' | 'at' | 'content'>[] = [];
    for (const { event, at } of append) {
      this.dossier = evolve(this.dossier, event, at, this.id);
      const rule = rules[event.type] as StatusRule<Status> | undefined;
      const wanted = this.dossier && rule?.(this.dossier, event);
      for (const status of wanted === undefined ? [] : wayTo(order, this.told, wanted)) {
        this.told.push(status);
        brought.push({ status, at, ...detail(status, status === wanted ? event : undefined) });
      }
    }
    if (!this.dossier) return;
    const promised = this.dossier.clock.due['dossier']?.promised;
    if (promised !== undefined && promised !== this.appointments.at(-1)) this.appointments.push(promised);
    // What the append says of the time belongs to every status that it brought, and so does who acted: the engine only drew conclusions.
    const shared = { handler: handlerOf(append[0].actor), ...known(this.dossier), ...appointed(this.appointments) };
    for (const each of brought) this.messages.push({ dossier: this.id, number: this.messages.length + 1, ...each, ...shared });
  }
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
