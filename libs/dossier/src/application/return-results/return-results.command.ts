import type { Position } from '@lienthong/event-store';
import { Command } from '@nestjs/cqrs';
import type { DossierId } from '../../domain';
import type { CommandContext } from '../dossiers';
import type { Versions } from '../http/entity-tags';

export interface Returned {
  readonly id: DossierId;
  readonly revision: number;
  readonly position: Position;
}

/** An officer hands the results to the citizen at the one-stop. */
export class ReturnResults extends Command<Returned> {
  constructor(
    readonly id: DossierId,
    readonly context: CommandContext,
    readonly ifMatch?: Versions,
  ) {
    super();
  }
}
