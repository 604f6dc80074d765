import type { ProcedureKey } from '@lienthong/bundle';
import { localDate, type Instant } from '@lienthong/calendar';
import type { HandOver, Holder, Office } from '@lienthong/documents';
import type { RecordedEvent } from '@lienthong/dossier';
import {
  evolve,
  findHandoff,
  isHandoffSide,
  isReached,
  type Dossier,
  type DossierEvent,
  type DossierId,
  type Handoff,
  type Notice,
} from '@lienthong/dossier/domain';
import { officerOf, oneStopOf } from './one-stop';
import { agencyTitle, procedureTitle, type Reference } from './reference';

const CITIZEN: Holder = { unit: 'Người nộp hồ sơ' };

/** Every hand-over of a dossier, oldest first: between citizen and one-stop, and between one-stop and agencies. */
export function handOversOf(id: DossierId, history: readonly RecordedEvent[], reference: Reference): readonly HandOver[] {
  let dossier: Dossier | undefined;
  let endedAt: Instant | undefined;
  return history.flatMap((recorded) => {
    const before = dossier;
    dossier = evolve(before, recorded.event, recorded.at, id);
    if (recorded.event.type === 'DossierCompleted') endedAt = recorded.at;
    if (!before || !dossier) return [];
    const office = oneStopOf(reference, dossier.office);
    const handOver = handOverBy({ recorded, before, after: dossier, endedAt: endedAt ?? recorded.at, office, reference });
    return handOver ? [handOver] : [];
  });
}

interface Change {
  readonly recorded: RecordedEvent;
  readonly before: Dossier;
  readonly after: Dossier;
  /** When the last of its procedures ended: from then on nobody is late any more. */
  readonly endedAt: Instant;
  readonly office: Office;
  readonly reference: Reference;
}

function handOverBy(change: Change): HandOver | undefined {
  const { recorded, before, endedAt } = change;
  const { event, at } = recorded;
  const oneStop = oneStopIn(change);
  switch (event.type) {
    case 'DossierReceived':
      return { at, from: CITIZEN, to: oneStop, note: 'Nộp hồ sơ' };
    case 'SupplementRequested': {
      const { by, procedure, supplement } = event.data;
      const agency = by === 'agency' && procedure !== undefined ? agencyIn(change, before.handoffs[procedure]) : undefined;
      return { at, from: agency ?? oneStop, to: CITIZEN, note: `Yêu cầu bổ sung lần ${supplement}` };
    }
    case 'SupplementProvided': {
      const due = before.turns.supplements.find(({ number }) => number === event.data.supplement)?.respondBy;
      return { at, from: CITIZEN, to: oneStop, ...judged(at, due), note: `Bổ sung lần ${event.data.supplement}` };
    }
    case 'ProcedureCompleted':
      return { ...fromAgency(change, event.data.procedure, 'có kết quả'), ...judged(at, dueOf(before, event.data.procedure)) };
    case 'ProcedureRefused': {
      // What the law refuses for want of an answer, the agency has not handed back.
      const { procedure, byRule } = event.data;
      return byRule ? undefined : { ...fromAgency(change, procedure, 'từ chối'), ...judged(at, dueOf(before, procedure)) };
    }
    case 'LateResultReceived':
      return fromAgency(change, event.data.procedure, 'kết quả đến sau');
    case 'ResultsReturned':
      return { at, from: oneStop, to: CITIZEN, ...judged(endedAt, dueOf(before, 'dossier')), note: 'Trả kết quả' };
    default:
      return arrival(change, event);
  }
}

/** An agency surely has what was sent to it. When the engine tried to send it is nobody's hand-over. */
function arrival(change: Change, event: DossierEvent): HandOver | undefined {
  if (!isHandoffSide(event) || event.type === 'HandoffWithdrawn') return undefined;
  const { before, after, reference, recorded } = change;
  const [was, is] = [findHandoff(before, event.data.handoff), findHandoff(after, event.data.handoff)];
  if (!was || !is || isReached(was) || !isReached(is)) return undefined;
  const title = procedureTitle(reference, after, is.procedure);
  const note = is.notice ? `${ABOUT[is.notice.kind]}: ${title}` : title;
  return { at: recorded.at, from: oneStopIn(change), to: { unit: agencyTitle(reference, is.agency) }, note };
}

const ABOUT: Readonly<Record<Notice['kind'], string>> = { supplement: 'Bổ sung', correction: 'Đính chính', withdrawal: 'Rút' };

function fromAgency(change: Change, procedure: ProcedureKey, what: string): HandOver {
  const { recorded, before, office, reference } = change;
  const from = agencyIn(change, before.handoffs[procedure]) ?? { unit: office.name };
  return { at: recorded.at, from, to: { unit: office.name }, note: `${procedureTitle(reference, before, procedure)}: ${what}` };
}

const agencyIn = ({ reference }: Change, handoff: Handoff | undefined): Holder | undefined =>
  handoff && { unit: agencyTitle(reference, handoff.agency) };

/** The one-stop, with the officer who acted, if one did: by name if the list of offices has it, else by id. */
function oneStopIn({ recorded, before, office, reference }: Change): Holder {
  const { actor } = recorded.metadata;
  if (actor.kind !== 'officer') return { unit: office.name };
  return { unit: office.name, person: officerOf(reference, actor, before.office)?.name ?? actor.id };
}

const dueOf = ({ clock }: Dossier, of: string): Instant | undefined => clock.due[of]?.promised;

/** `early`: on an earlier day than the one that was due. */
function judged(at: Instant, due: Instant | undefined): Pick<HandOver, 'due' | 'kept'> {
  if (due === undefined) return {};
  if (at > due) return { due, kept: 'late' };
  return { due, kept: localDate(at) < localDate(due) ? 'early' : 'on-time' };
}
