import type { RecordedEvent } from '@lienthong/dossier';
import { evolve, type Dossier, type DossierId } from '@lienthong/dossier/domain';
import type { Issue } from './issue';
import type { Reference } from './reference';

/**
 * Each event of a history with the dossier as it stands once all is known that was written together with it: facts and what the saga
 * decided on them are one append, and one command.
 */
export function issuesOf(
  id: DossierId,
  history: readonly RecordedEvent[],
  reference: Reference,
): readonly (Issue & { recorded: RecordedEvent })[] {
  let dossier: Dossier | undefined;
  return appends(history).flatMap(({ from, to }) => {
    const written = history.slice(from, to);
    for (const { event, at } of written) dossier = evolve(dossier, event, at, id);
    const after = dossier;
    if (!after) return [];
    const past = history.slice(0, to);
    return written.map((recorded) => ({ recorded, dossier: after, past, reference }));
  });
}

/** Where each append begins and ends. */
function appends(history: readonly RecordedEvent[]): { from: number; to: number }[] {
  const starts = history.flatMap(({ metadata }, i) => (i > 0 && history[i - 1]?.metadata.commandId === metadata.commandId ? [] : [i]));
  return starts.map((from, i) => ({ from, to: starts[i + 1] ?? history.length }));
}
