import { localDate, startOfDay, type Instant } from '@lienthong/calendar';
import { runningDeadlines, type Dossier, type Due } from '@lienthong/dossier/domain';
import type { DueRow } from '../database/read-tables';
import type { DueKey } from '../database/row-writer';

/** What is to be written and taken away, so that the table shows a dossier as it is now. */
export interface DueChanges {
  readonly changed: readonly DueRow[];
  readonly ended: readonly DueKey[];
}

const NONE: DueChanges = { changed: [], ended: [] };

/** How the deadlines for which time runs differ from those that the table shows. Most events leave them as they are. */
export function dueChanges(shown: Dossier | undefined, dossier: Dossier): DueChanges {
  // All that decides on whether time runs; `evolve` makes a new object of what changes, and of nothing else.
  const { clock, phase, procedures } = dossier;
  if (shown?.clock === clock && shown.phase === phase && shown.procedures === procedures) return NONE;
  const [before, after] = [shown ? dueRows(shown) : [], dueRows(dossier)];
  return {
    changed: after.filter((row) => !before.some((known) => isSame(known, row))),
    ended: before.filter(({ of }) => !after.some((row) => row.of === of)).map(({ dossier: id, of }) => ({ dossier: id, of })),
  };
}

/** The deadlines for which time runs. What stands still for the citizen is not among them: it cannot become late meanwhile. */
export const dueRows = (dossier: Dossier): readonly DueRow[] =>
  runningDeadlines(dossier).map((due) => ({
    dossier: dossier.id,
    of: due.of,
    office: dossier.office,
    promised: due.promised,
    legal: due.legal,
    soon_at: soonAt(due),
  }));

/** Soon is: warned of, or due today. The warning of a promise that an apology moved is over. */
function soonAt({ promised, legal, warnAt }: Due): Instant {
  const today = startOfDay(localDate(promised));
  return promised === legal && warnAt < today ? warnAt : today;
}

const isSame = (a: DueRow, b: DueRow): boolean =>
  a.of === b.of && a.office === b.office && a.promised === b.promised && a.legal === b.legal && a.soon_at === b.soon_at;
