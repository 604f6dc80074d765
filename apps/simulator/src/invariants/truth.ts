import { decodeBare, dossierOf } from '@lienthong/dossier/reading';
import { evolve, isOver, waitsFor, type Dossier, type DossierEvent, type DossierId } from '@lienthong/dossier/domain';
import type { StoredEvent } from '@lienthong/event-store';

/** The dossiers as the log tells them, looked at in the moment in which each append is there. */
export class Truth {
  readonly dossiers = new Map<DossierId, Dossier>();
  /** By dossier, in order. */
  readonly types = new Map<DossierId, string[]>();

  constructor(
    private readonly onBroken: (invariant: string, detail: string) => void,
    private readonly onEvent: (dossier: Dossier, event: DossierEvent) => void,
  ) {}

  stored(events: readonly StoredEvent[]): void {
    const [first] = events;
    if (!first || !first.stream.startsWith('dossier-')) return;
    const id = dossierOf(first.stream);
    const types = this.types.get(id) ?? [];
    this.types.set(id, types);
    if (first.revision !== types.length) this.onBroken('chain', `${id}: revision ${first.revision} behind ${types.length} events`);
    let dossier = this.dossiers.get(id);
    const heard: DossierEvent[] = [];
    for (const stored of events) {
      const { event, at } = decodeBare(stored);
      dossier = evolve(dossier, event, at, id);
      types.push(event.type);
      heard.push(event);
    }
    if (!dossier) return this.onBroken('fold', `${id} begins with ${first.type}`);
    this.dossiers.set(id, dossier);
    if (!isOver(dossier) && waitsFor(dossier).length === 0)
      this.onBroken('waits for something', `${id} is ${dossier.phase} and waits for nothing`);
    for (const event of heard) this.onEvent(dossier, event);
  }
}
