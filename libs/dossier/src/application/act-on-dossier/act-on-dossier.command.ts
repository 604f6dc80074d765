import type { Position } from '@lienthong/event-store';
import { Command } from '@nestjs/cqrs';
import type { CitizenCommand, DossierId, IntakeCommand, OfficeCommand } from '../../domain';
import type { CommandContext } from '../dossiers';
import type { Versions } from '../http/entity-tags';

/** What citizens and officers do about a dossier that was submitted, beside what has a use case with rules of its own. */
export type Act =
  | CitizenCommand
  | Extract<IntakeCommand, { type: 'AssignOffice' | 'DeclineDossier' | 'DecideDuplicate' }>
  | Exclude<OfficeCommand, { readonly type: 'ReturnResults' }>;

/** How the dossier stands since; and the number that was given to what was asked for or corrected. */
export interface Acted {
  readonly id: DossierId;
  readonly supplement?: number;
  readonly payment?: number;
  readonly correction?: number;
  readonly apology?: number;
  readonly revision: number;
  readonly position: Position;
}

/** Somebody does something about a dossier. Who may, and what has to hold of it, its handler says for each act. */
export class ActOnDossier extends Command<Acted> {
  constructor(
    readonly id: DossierId,
    readonly act: Act,
    readonly context: CommandContext,
    readonly ifMatch?: Versions,
  ) {
    super();
  }
}
