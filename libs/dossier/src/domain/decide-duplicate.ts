import type { IntakeCommand } from './commands';
import type { Dossier } from './dossier';
import type { DossierEvent } from './dossier.events';

type Decision = Extract<IntakeCommand, { type: 'DecideDuplicate' }>;

/**
 * What an officer found about dossiers that look alike. The same matter is not taken in twice; what is something else is not asked about
 * again. Neither touches the other dossiers: which of two goes on, the officer says by where it is decided.
 */
export function decideDuplicate(dossier: Dossier, { candidates, decision, reason }: Decision): DossierEvent[] {
  const others = [...new Set(candidates)].filter((id) => id !== dossier.id);
  if (decision === 'same') {
    const [of] = others;
    if (of === undefined) return [];
    return [
      { type: 'DuplicateDecided', data: { candidates: others, decision, reason } },
      { type: 'DossierDeclined', data: { why: 'duplicate', of, reason } },
    ];
  }
  const undecided = others.filter((id) => !dossier.distinctFrom.includes(id));
  return undecided.length === 0 ? [] : [{ type: 'DuplicateDecided', data: { candidates: undecided, decision, reason } }];
}
