import type { Workflows } from '@lienthong/bundle';
import { localDate, type Clock } from '@lienthong/calendar';
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { CommandRejected, evolve, type Dossier, type DossierId } from '../../domain';
import { Dossiers, type DossierAt } from '../dossiers';
import { CLOCK, WORKFLOWS } from '../tokens';
import { AtInFuture, NotYetSubmitted, RevisionNotThere, type At } from './at';
import { dossierView } from './dossier-view';
import { hasTurns, type Said } from './turns-view';
import { GetDossier, type FoundDossier } from './get-dossier.query';

@QueryHandler(GetDossier)
export class GetDossierHandler implements IQueryHandler<GetDossier> {
  constructor(
    private readonly dossiers: Dossiers,
    @Inject(WORKFLOWS) private readonly workflows: Workflows,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws CommandRejected RevisionNotThere NotYetSubmitted AtInFuture */
  async execute({ id, at }: GetDossier): Promise<FoundDossier> {
    const current = await this.dossiers.load(id);
    if (!current) throw new CommandRejected('dossier-not-found', id);
    const { dossier, revision, position } = at ? await this.asOf(id, current, at) : current;
    const history = hasTurns(dossier) ? await this.historyTo(id, revision) : [];
    const view = dossierView(dossier, revision, dossier.bundle && this.workflows.get(dossier.bundle), history);
    return { ...view, ...this.servedBy(dossier), position };
  }

  /** Today's one-stop of a commune that was merged away while the dossier was under way. */
  private servedBy({ office }: Dossier): Pick<FoundDossier, 'servedBy'> {
    const serving = this.workflows.offices.serving(office, localDate(this.clock.now()));
    return serving === undefined || serving.code === office ? {} : { servedBy: serving.code };
  }

  /** The dossier as its events up to then made it. */
  private async asOf(id: DossierId, current: DossierAt, at: At): Promise<DossierAt> {
    if ('revision' in at && at.revision > current.revision) throw new RevisionNotThere(current.revision);
    if ('moment' in at && at.moment > this.clock.now()) throw new AtInFuture(at.moment);
    let state: DossierAt | undefined;
    for await (const { event, at: recorded, revision, position } of this.dossiers.history(id)) {
      if ('revision' in at ? revision > at.revision : recorded > at.moment) break;
      const dossier = evolve(state?.dossier, event, recorded, id);
      if (dossier) state = { dossier, revision, position };
    }
    if (!state) throw new NotYetSubmitted(current.dossier.submittedAt);
    return state;
  }

  private async historyTo(id: DossierId, last: number): Promise<Said[]> {
    const said: Said[] = [];
    for await (const { event, at, revision } of this.dossiers.history(id)) {
      if (revision > last) break;
      said.push({ event, at });
    }
    return said;
  }
}
