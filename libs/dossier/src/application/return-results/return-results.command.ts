import { Command } from '@nestjs/cqrs';
import type { DossierId } from '../../domain';
import type { CommandContext } from '../dossiers';

/** An officer hands the results to the citizen at the one-stop. */
export class ReturnResults extends Command<{ readonly id: DossierId; readonly revision: number }> {
  constructor(
    readonly id: DossierId,
    readonly context: CommandContext,
  ) {
    super();
  }
}
