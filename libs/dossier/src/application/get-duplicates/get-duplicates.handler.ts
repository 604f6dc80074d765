import type { Workflows } from '@lienthong/bundle';
import type { Clock } from '@lienthong/calendar';
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Duplicates, type Candidate } from '../duplicates/duplicates';
import { CLOCK, WORKFLOWS } from '../tokens';
import { GetDuplicates, type CandidateView } from './get-duplicates.query';

@QueryHandler(GetDuplicates)
export class GetDuplicatesHandler implements IQueryHandler<GetDuplicates> {
  constructor(
    private readonly duplicates: Duplicates,
    @Inject(WORKFLOWS) private readonly workflows: Workflows,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ id }: GetDuplicates): Promise<readonly CandidateView[]> {
    return (await this.duplicates.of(id)).map((candidate) => this.view(candidate));
  }

  private view({ dossier, marks, isOther, toDecide }: Candidate): CandidateView {
    const { id, code, channel, office, phase, outcome, submittedAt } = dossier;
    const known = this.workflows.inForce(code, this.clock.now())?.duplicates ?? [];
    const matches = marks.map((mark) => {
      const why = known.find(({ name }) => name === mark)?.why;
      return { mark, ...(why && { why }) };
    });
    const ended = outcome && { outcome };
    return { id, channel, office, phase, ...ended, submittedAt, matches, ...(isOther && { decision: 'other' as const }), toDecide };
  }
}
