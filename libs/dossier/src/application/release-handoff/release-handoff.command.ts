import { Command } from '@nestjs/cqrs';
import type { HandoffId } from '../../domain';
import type { CommandContext } from '../dossiers';

/** A person looked at a parked handoff and has it tried again. */
export class ReleaseHandoff extends Command<{ readonly handoff: HandoffId; readonly revision: number }> {
  constructor(
    readonly handoff: HandoffId,
    /** Why it may go again; stored in the open, so no personal data. */
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}
