import type { ManualTimekeeper } from '@lienthong/calendar';
import type { Dossiers } from '@lienthong/dossier';
import { dueStep, type Dossier, type DossierId, type Handoff, type Patience } from '@lienthong/dossier/domain';

/**
 * Knows when the engine is at rest: no dossier has anything left that the engine does by itself at this time. Told by the dossiers
 * themselves, after every append, so that nobody has to guess how long it takes.
 */
export class Rest {
  private readonly busy = new Set<DossierId>();
  /** What is tried again later. */
  private readonly retrying = new Map<DossierId, Dossier>();
  private wake: (() => void) | undefined;

  constructor(
    dossiers: Pick<Dossiers, 'onAppended'>,
    private readonly patience: Patience,
    private readonly time: ManualTimekeeper,
  ) {
    dossiers.onAppended(({ dossier }) => this.look(dossier));
  }

  /** Resolves when nothing is left to be done now. */
  async come(): Promise<void> {
    const late = [...this.retrying.values()];
    for (const dossier of late) this.look(dossier);
    while (this.busy.size > 0) {
      // Whoever waits for a moment that has passed meanwhile is woken.
      if (this.retrying.size > 0) this.time.moveTo(this.time.now());
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        if (this.retrying.size > 0) setImmediate(resolve);
      });
    }
  }

  private look(dossier: Dossier): void {
    const { id } = dossier;
    const handoffs = Object.values(dossier.handoffs);
    if (handoffs.some(({ stage }) => stage.is === 'retrying')) this.retrying.set(id, dossier);
    else this.retrying.delete(id);
    if (handoffs.some((handoff) => this.hasToDo(handoff))) this.busy.add(id);
    else if (this.busy.delete(id) && this.busy.size === 0) this.wake?.();
  }

  private hasToDo(handoff: Handoff): boolean {
    return handoff.stage.is === 'attempted' || dueStep(handoff, this.patience, this.time.now()) !== undefined;
  }
}
