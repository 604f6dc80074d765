import type { ProcedureKey } from '@lienthong/bundle';
import { toMillis, type Instant } from '@lienthong/calendar';
import type { RecordedEvent } from '@lienthong/dossier';
import { isErased, known, type DossierEvent, type DossierOutcome, type Result, type Submission } from '@lienthong/dossier/domain';
import type { Given } from '../people/cases';
import type { AgencyFate } from '../people/fate';
import type { Filed } from './filed';
import type { WorkingTime } from './working-time';

/** Of an event of a dossier: its data. */
type DataOf<T extends DossierEvent['type']> = Extract<DossierEvent, { type: T }>['data'];

/** A dossier's events, asked by their kind. */
class History {
  constructor(private readonly events: readonly RecordedEvent[]) {}

  all<T extends DossierEvent['type']>(type: T): readonly { readonly at: Instant; readonly data: DataOf<T> }[] {
    return this.events.flatMap(({ at, event }) => (event.type === type ? [{ at, data: event.data as DataOf<T> }] : []));
  }

  first<T extends DossierEvent['type']>(type: T): { readonly at: Instant; readonly data: DataOf<T> } | undefined {
    return this.all(type)[0];
  }
}

/**
 * A dossier as it was: what was filed, and how long everybody took, in working time. `otherwise` says what is not in its log: what an agency
 * would have done that was never asked, or never decided. Nothing where it has not ended, or its form cannot be read any more.
 */
export function recorded(
  name: string,
  events: readonly RecordedEvent[],
  worked: WorkingTime,
  otherwise: Pick<Filed, 'people' | 'agency' | 'results'>,
): Filed | 'not-ended' | 'erased' {
  const history = new History(events);
  const submitted = history.first('DossierSubmitted');
  const outcome = outcomeOf(history);
  if (!submitted || outcome === undefined) return 'not-ended';
  if (isErased(submitted.data.form)) return 'erased';
  const { bundle, channel, office, delivery, chosen, form } = submitted.data;
  // What was filed as it was taken in; ids and numbers of the time are not those of the played world.
  const submission: Submission = { bundle, channel, office, delivery, chosen, form };
  return {
    name,
    at: submitted.at,
    submission,
    people: peopleOf(history, submitted.at, worked, otherwise.people),
    agency: (procedure) => agencyOf(history, procedure, worked) ?? otherwise.agency(procedure),
    results: (procedure) => resultsOf(history, procedure) ?? otherwise.results(procedure),
    outcome,
  };
}

const outcomeOf = (history: History): DossierOutcome | undefined =>
  history.first('DossierCompleted')?.data.outcome ?? (history.first('DossierDeclined') ? 'declined' : undefined);

function peopleOf(history: History, submittedAt: Instant, worked: WorkingTime, otherwise: Filed['people']): Filed['people'] {
  const from = toMillis(submittedAt);
  const received = history.first('DossierReceived');
  const askedBefore = history.all('SupplementRequested').some(({ data }) => data.by === 'one-stop' && data.procedure === undefined);
  const [asked] = history.all('SupplementRequested');
  const provided = asked && history.all('SupplementProvided').find(({ data }) => data.supplement === asked.data.supplement);
  const [withdrawn] = history.all('WithdrawalRequested');
  const [stopped] = history.all('DossierStopped');
  const ended = withdrawn ?? stopped;
  const verified = new Set(history.all('VerificationRequired').map(({ data }) => data.procedure));
  return {
    ...otherwise,
    intake: askedBefore ? 'ask first' : received || ended ? 'receive' : 'decline',
    pays: history.first('PaymentRequested') !== undefined,
    ends: withdrawn ? 'withdrawn' : stopped ? 'stopped' : undefined,
    endsMs: ended ? toMillis(ended.at) - from : 0,
    corrects: history.first('DossierCorrected') !== undefined,
    verifies: (procedure) => verified.has(procedure),
    apologises: history.first('ApologyIssued') !== undefined,
    // Who was never asked would answer, as most do.
    answers: history.first('SupplementExpired') === undefined,
    bringsNewForm: false,
    ...(received && !askedBefore && { receivesMs: worked.between(from, toMillis(received.at)) }),
    ...(asked && provided && { answersMs: toMillis(provided.at) - toMillis(asked.at) }),
  };
}

/** How an agency treated a procedure; nothing where it neither decided nor asked for anything. */
function agencyOf(history: History, procedure: ProcedureKey, worked: WorkingTime): AgencyFate | undefined {
  const requested = history.all('HandoffRequested').find(({ data }) => data.procedure === procedure && !data.notice);
  if (!requested) return undefined;
  const reports = history
    .all('AgencyStatusReported')
    .filter(({ data }) => data.handoff === requested.data.handoff && data.standing === 'news');
  const decided = reports.find(({ data: { status } }) => status === 'completed' || status === 'refused');
  const supplements = reports.filter(({ data: { status } }) => status === 'supplement-needed');
  // It may never have decided, because nobody answered what it asked.
  const last = decided ?? supplements.at(-1);
  if (!last) return undefined;
  const waited = history
    .all('SupplementRequested')
    .filter(({ data, at }) => data.procedure === procedure && at < last.at)
    .reduce((sum, { at, data: { supplement } }) => {
      const provided = history.all('SupplementProvided').find(({ data }) => data.supplement === supplement);
      return provided ? sum + worked.between(toMillis(at), toMillis(provided.at)) : sum;
    }, 0);
  const whole = worked.between(toMillis(requested.at), toMillis(last.at)) - waited;
  const late = history.all('LateResultReceived').find(({ data }) => data.procedure === procedure);
  return {
    supplements: supplements.length,
    decides: decided?.data.status === 'refused' ? 'refused' : 'completed',
    laterMs: late ? toMillis(late.at) - toMillis(last.at) : undefined,
    atOnce: false,
    says: reports.some(({ data: { status } }) => status === 'in-process') ? 'received and in process' : 'received',
    // It worked once before each supplement, and once more before it decided.
    worksMs: Math.max(0, whole) / (supplements.length + (decided ? 1 : 0)),
  };
}

/** What an agency gave; nothing where it gave nothing, or it cannot be read any more. */
function resultsOf(history: History, procedure: ProcedureKey): Given | undefined {
  const requested = history.all('HandoffRequested').find(({ data }) => data.procedure === procedure && !data.notice);
  const given = history
    .all('AgencyStatusReported')
    .filter(({ data }) => data.handoff === requested?.data.handoff && data.status === 'completed')
    .flatMap(({ data: { result } }): Result[] => {
      const each = known<Result>(result);
      return each ? [each] : [];
    });
  const [now, later] = [given[0], given.at(-1)];
  if (!now) return undefined;
  return { now, later: later === now ? undefined : later };
}
