import type { Position } from '@lienthong/event-store';
import { Command } from '@nestjs/cqrs';
import type { HandoffId } from '../../domain';
import type { CommandContext } from '../dossiers';
import type { Versions } from '../http/entity-tags';

export interface Released {
  readonly handoff: HandoffId;
  /** Of the dossier that the handoff belongs to. */
  readonly revision: number;
  readonly position: Position;
}

/** A person looked at a parked handoff and has it tried again. */
export class ReleaseHandoff extends Command<Released> {
  constructor(
    readonly handoff: HandoffId,
    /** Why it may go again; stored in the open, so no personal data. */
    readonly reason: string,
    readonly context: CommandContext,
    readonly ifMatch?: Versions,
  ) {
    super();
  }
}
