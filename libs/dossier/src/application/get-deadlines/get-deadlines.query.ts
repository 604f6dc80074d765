import type { Position } from '@lienthong/event-store';
import { Query } from '@nestjs/cqrs';
import type { DossierId } from '../../domain';
import type { DeadlinesView } from './deadlines-view';

/** A dossier's time: what is due when and why, and with whom it lay. */
export class GetDeadlines extends Query<DeadlinesView & { readonly position: Position }> {
  constructor(readonly id: DossierId) {
    super();
  }
}
