import type { PipeTransform } from '@nestjs/common';
import { CommandRejected, parseDossierId, type DossierId } from '../../domain';

/** A dossier's id out of a path. What cannot be one is the id of no dossier. */
export class DossierIdPipe implements PipeTransform<string, DossierId> {
  transform(text: string): DossierId {
    const id = parseDossierId(text);
    if (!id) throw new CommandRejected('dossier-not-found', 'no id of a dossier');
    return id;
  }
}
