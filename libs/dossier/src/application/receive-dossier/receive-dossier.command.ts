import { Command } from '@nestjs/cqrs';
import type { BundleRef } from '@lienthong/bundle';
import type { DossierId } from '../../domain';
import type { CommandContext } from '../dossiers';

export interface Received {
  readonly id: DossierId;
  readonly bundle: BundleRef;
  readonly revision: number;
}

/** An officer of the one-stop takes the dossier in; the version in force is pinned. */
export class ReceiveDossier extends Command<Received> {
  constructor(
    readonly id: DossierId,
    readonly context: CommandContext,
    /** The one-stop's own number for it. */
    readonly oneStopCode?: string,
  ) {
    super();
  }
}
