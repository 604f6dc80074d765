import type { Instant } from '@lienthong/calendar';

/**
 * Something done in the world that cannot be taken back: a birth registered, a residence registered, a card issued; a supplement filed, a
 * register corrected, a request withdrawn.
 */
export interface Effect {
  readonly agency: string;
  readonly handoff: string;
  readonly dossier: string;
  readonly procedure: string;
  readonly at: Instant;
  /** What was done about a procedure, and not the procedure itself. */
  readonly notice?: { readonly kind: 'supplement' | 'correction' | 'withdrawal'; readonly number: number };
}

export interface SecondEffect extends Effect {
  readonly because: 'same handoff' | 'same dossier and procedure';
}

/**
 * Counts effects. It knows nothing of how an agency recognises repeated requests and is asked by none of that, so whatever is done
 * twice shows here: by the handoff's key, and by dossier and procedure, whichever key it came under.
 */
export class EffectLedger {
  private readonly all: Effect[] = [];
  private readonly second: SecondEffect[] = [];
  private readonly handoffs = new Set<string>();
  private readonly procedures = new Set<string>();

  record(effect: Effect): void {
    const handoff = JSON.stringify([effect.agency, effect.handoff]);
    const procedure = JSON.stringify([effect.dossier, effect.procedure, effect.notice?.kind, effect.notice?.number]);
    if (this.handoffs.has(handoff)) this.second.push({ ...effect, because: 'same handoff' });
    else if (this.procedures.has(procedure)) this.second.push({ ...effect, because: 'same dossier and procedure' });
    this.handoffs.add(handoff);
    this.procedures.add(procedure);
    this.all.push(effect);
  }

  effects(agency: string): readonly Effect[] {
    return this.all.filter((effect) => effect.agency === agency);
  }

  /** Every effect that should not have happened. */
  secondEffects(agency: string): readonly SecondEffect[] {
    return this.second.filter((effect) => effect.agency === agency);
  }

  clear(): void {
    this.all.length = 0;
    this.second.length = 0;
    this.handoffs.clear();
    this.procedures.clear();
  }
}
