import type { Clock } from '@lienthong/calendar';
import type { Position } from '@lienthong/event-store';
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { CommandRejected } from '../../domain';
import type { RecordedEvent } from '../codec/dossier-codec';
import { Dossiers } from '../dossiers';
import { CLOCK } from '../tokens';
import { deadlinesView, type DeadlinesView } from './deadlines-view';
import { GetDeadlines } from './get-deadlines.query';

@QueryHandler(GetDeadlines)
export class GetDeadlinesHandler implements IQueryHandler<GetDeadlines> {
  constructor(
    private readonly dossiers: Dossiers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws CommandRejected */
  async execute({ id }: GetDeadlines): Promise<DeadlinesView & { readonly position: Position }> {
    const history: (RecordedEvent & { readonly position: Position })[] = [];
    for await (const recorded of this.dossiers.history(id)) history.push(recorded);
    const view = deadlinesView(id, history, this.clock.now());
    const position = history.at(-1)?.position;
    if (!view || position === undefined) throw new CommandRejected('dossier-not-found', id);
    return { ...view, position };
  }
}
