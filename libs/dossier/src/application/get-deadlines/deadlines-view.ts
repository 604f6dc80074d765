import { explain, type Deadline, type Instant } from '@lienthong/calendar';
import {
  evolve,
  holderOf,
  isOver,
  isPaused,
  isRunning,
  timeByHolder,
  type DeadlineOf,
  type DeadlineReason,
  type Dossier,
  type DossierId,
  type DossierPause,
  type Holder,
} from '../../domain';
import type { RecordedEvent } from '../codec/dossier-codec';

/** One deadline as it was set last, with every day that was counted or not, and why. */
export interface DeadlineView {
  /** `dossier`, or the key of a procedure. */
  readonly of: DeadlineOf;
  readonly state: 'running' | 'paused' | 'ended';
  readonly because: DeadlineReason;
  readonly setAt: Instant;
  readonly legal: Deadline;
  readonly promised: Instant;
  /** The promise that was not kept. */
  readonly missed?: Instant;
  /** One line a day. */
  readonly explanation: { readonly vi: readonly string[]; readonly en: readonly string[] };
}

export interface DeadlinesView {
  readonly id: DossierId;
  readonly revision: number;
  readonly deadlines: readonly DeadlineView[];
  /** When the clock stood, or stands, still for the citizen. */
  readonly pauses: readonly DossierPause[];
  /** With whom the dossier lies now; absent once it is over. */
  readonly holder?: Holder;
  /** Milliseconds with each holder, until its end or now; their sum is the whole. */
  readonly time: Readonly<Partial<Record<Holder, number>>>;
}

type Set = Pick<DeadlineView, 'of' | 'because' | 'legal'> & { readonly at: Instant };

/** What a dossier's history tells of its time. Nothing without a history. */
export function deadlinesView(id: DossierId, history: readonly RecordedEvent[], now: Instant): DeadlinesView | undefined {
  let dossier: Dossier | undefined;
  const set = new Map<DeadlineOf, Set>();
  for (const { event, at } of history) {
    dossier = evolve(dossier, event, at, id);
    if (event.type === 'DeadlineSet')
      set.set(event.data.of, { of: event.data.of, because: event.data.because, legal: event.data.legal, at });
  }
  const last = history.at(-1);
  if (!dossier || !last) return undefined;
  const found = dossier;
  const holder = holderOf(found);
  return {
    id,
    revision: last.revision,
    deadlines: [...set.values()].map((each) => deadlineView(found, each)),
    pauses: found.clock.pauses,
    ...(holder && { holder }),
    time: timeByHolder(id, history, isOver(found) ? last.at : now),
  };
}

function deadlineView(dossier: Dossier, { of, because, legal, at }: Set): DeadlineView {
  const due = dossier.clock.due[of];
  const running = isPaused(dossier.clock, of) ? 'paused' : 'running';
  return {
    of,
    state: isRunning(dossier, of) ? running : 'ended',
    because,
    setAt: at,
    legal,
    promised: due?.promised ?? legal.due,
    ...(due?.missed && { missed: due.missed }),
    explanation: { vi: explain(legal, 'vi'), en: explain(legal, 'en') },
  };
}
