import type { DossierEvent, DossierId, OfficeCode } from '@lienthong/dossier/domain';
import type { Actor } from '@lienthong/event-store';
import type { Fact, StatusMessage } from './status-message';
import { wayTo, type StatusOrder } from './status-order';

/** What one receiver is told of a dossier. */
export interface StatusCourse<Status extends number, State> {
  readonly order: StatusOrder<Status>;
  readonly begin: State;
  /** After one more event: what has to be remembered, and the status that it gives the dossier, if any. */
  next(state: State, event: DossierEvent): { readonly state: State; readonly wanted?: Status | undefined };
  /** What a message says beside the status. `event`: what brought it about; absent where it is only implied. */
  detail(status: Status, event?: DossierEvent): Pick<StatusMessage, 'content' | 'resultCode'>;
}

/** The messages that follow from a dossier's events. Pure: the same events give the same messages, and more events only add to them. */
export type DeriveMessages = (dossier: DossierId, facts: Iterable<Fact>) => readonly StatusMessage[];

/** What one receiver is told, and from which types of events it follows; the others need not be read. */
export interface StatusSource {
  readonly types: readonly string[];
  readonly messages: DeriveMessages;
}

type About = Pick<StatusMessage, 'unit' | 'linkedNumber' | 'oneStopCode' | 'start' | 'legalEnd'>;

export function deriveBy<Status extends number, State>(course: StatusCourse<Status, State>): DeriveMessages {
  return (dossier, facts) => {
    const messages: StatusMessage[] = [];
    const told: Status[] = [];
    let about: About = { unit: '' as OfficeCode };
    let state = course.begin;
    for (const fact of facts) {
      about = learn(about, fact);
      const after = course.next(state, fact.event);
      state = after.state;
      if (after.wanted === undefined) continue;
      for (const status of wayTo(course.order, told, after.wanted)) {
        told.push(status);
        const detail = course.detail(status, status === after.wanted ? fact.event : undefined);
        messages.push({ dossier, number: told.length, status, at: fact.at, handler: handlerOf(fact.actor), ...about, ...detail });
      }
    }
    return messages;
  };
}

/** What every message carries, as far as it is known by then. */
function learn(about: About, { event, at }: Fact): About {
  switch (event.type) {
    case 'DossierSubmitted': {
      const { office, linkedNumber } = event.data;
      return { unit: office, ...(linkedNumber !== undefined && { linkedNumber }) };
    }
    case 'DossierReceived': {
      const { oneStopCode } = event.data;
      return { ...about, start: at, ...(oneStopCode !== undefined && { oneStopCode }) };
    }
    default:
      return about;
  }
}

function handlerOf({ kind, id, role }: Actor): string {
  if (kind === 'agency') return `${kind}:${id}`;
  return kind === 'officer' && role !== undefined ? `${kind}:${role}` : kind;
}
