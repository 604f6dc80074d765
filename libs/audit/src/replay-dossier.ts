import { isDeepStrictEqual } from 'node:util';
import type { Bundle, BundleRef } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { RecordedEvent } from '@lienthong/dossier';
import { evolve, isErased, plan, type Dossier, type DossierEvent, type DossierId } from '@lienthong/dossier/domain';

/** One append of the stream: what happened, and what the saga decided upon it. */
export interface Difference {
  /** The revision of the append's first event. */
  readonly revision: number;
  readonly at: Instant;
  /** What the stream says that the saga decided. */
  readonly recorded: readonly DossierEvent[];
  /** What it decides today on the same facts. */
  readonly decided: readonly DossierEvent[];
}

export interface ReplayVerdict {
  readonly dossier: DossierId;
  /**
   * `equal`: every decision comes out as recorded. `erased`: it does not, but personal data that decisions may rest on is
   * gone, so nothing can be said of the differences.
   */
  readonly verdict: 'equal' | 'differs' | 'erased';
  readonly events: number;
  readonly appends: number;
  readonly decisions: number;
  readonly differences: readonly Difference[];
  /** The text of the definition is not the one that was pinned at reception: differences may come from that. */
  readonly definitionChanged: boolean;
}

/**
 * Decides every saga decision of a dossier again, from the facts before it, at the time at which it was made, under the
 * version to which the dossier is pinned; and compares with what is recorded.
 *
 * @throws Error when the pinned definition is not in `workflows/`
 */
export function replayDossier(
  id: DossierId,
  history: readonly RecordedEvent[],
  definitionOf: (ref: BundleRef) => Bundle | undefined,
): ReplayVerdict {
  let dossier: Dossier | undefined;
  const differences: Difference[] = [];
  const appends = groupByAppend(history);
  for (const append of appends) {
    for (const { event, at } of append.facts) dossier = evolve(dossier, event, at, id);
    const bundle = dossier && pinned(dossier, definitionOf);
    const decided = dossier && bundle ? plan(dossier, bundle, append.at) : [];
    const recorded = append.decisions.map(({ event }) => event);
    if (!isDeepStrictEqual(asStored(decided), asStored(recorded))) {
      differences.push({ revision: append.revision, at: append.at, recorded, decided });
    }
    for (const { event, at } of append.decisions) dossier = evolve(dossier, event, at, id);
  }
  const erased = dossier !== undefined && isErased(dossier.form);
  return {
    dossier: id,
    verdict: differences.length === 0 ? 'equal' : erased ? 'erased' : 'differs',
    events: history.length,
    appends: appends.length,
    decisions: history.filter(({ metadata }) => metadata.decidedBy === 'saga').length,
    differences,
    definitionChanged: dossier?.bundle !== undefined && pinned(dossier, definitionOf)?.digest !== dossier.definition,
  };
}

interface Append {
  readonly revision: number;
  readonly at: Instant;
  readonly commandId: string;
  readonly facts: RecordedEvent[];
  readonly decisions: RecordedEvent[];
}

/** A command is carried out in one append, so events of one command that stand together were written together. */
function groupByAppend(history: readonly RecordedEvent[]): readonly Append[] {
  const appends: Append[] = [];
  for (const recorded of history) {
    const { commandId, decidedBy } = recorded.metadata;
    let append = appends.at(-1);
    if (!append || append.commandId !== commandId) {
      append = { revision: recorded.revision, at: recorded.at, commandId, facts: [], decisions: [] };
      appends.push(append);
    }
    append[decidedBy === 'fact' ? 'facts' : 'decisions'].push(recorded);
  }
  return appends;
}

function pinned(dossier: Dossier, definitionOf: (ref: BundleRef) => Bundle | undefined): Bundle | undefined {
  if (!dossier.bundle) return undefined;
  const bundle = definitionOf(dossier.bundle);
  if (!bundle) throw new Error(`${dossier.id} is pinned to ${dossier.bundle}, which is not in workflows/`);
  return bundle;
}

const asStored = (events: readonly DossierEvent[]): unknown => JSON.parse(JSON.stringify(events));
