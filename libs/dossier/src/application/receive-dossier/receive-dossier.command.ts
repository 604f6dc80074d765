import { Command } from '@nestjs/cqrs';
import type { Breach, BundleRef } from '@lienthong/bundle';
import type { Position } from '@lienthong/event-store';
import type { DossierId } from '../../domain';
import type { CommandContext } from '../dossiers';
import type { Versions } from '../http/entity-tags';

export interface Received {
  readonly id: DossierId;
  readonly bundle: BundleRef;
  readonly revision: number;
  readonly position: Position;
}

/** A newer version came into force since the submission, and the form does not keep it. The dossier stays as it is. */
export class FormOutdated extends Error {
  readonly code = 'form-outdated';
  constructor(readonly breaches: readonly Breach[]) {
    super(`form-outdated: ${breaches.map(({ field, rule }) => `${field} (${rule})`).join(', ')}`);
  }
}

/** An officer of the one-stop takes the dossier in; the version in force is pinned. */
export class ReceiveDossier extends Command<Received> {
  constructor(
    readonly id: DossierId,
    readonly context: CommandContext,
    /** The one-stop's own number for it. */
    readonly oneStopCode?: string,
    readonly ifMatch?: Versions,
  ) {
    super();
  }
}
