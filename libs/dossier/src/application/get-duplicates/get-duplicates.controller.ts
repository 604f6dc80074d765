import { allow, type Actor } from '@lienthong/access';
import { Controller, Get, Header, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { DossierId } from '../../domain';
import { Answers, bilingual, list, moment, object, oneOf, Refuses, text } from '../http/describe';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import { CurrentActor } from '../http/request-context';
import { GetDuplicates } from './get-duplicates.query';

const candidate = object(
  {
    id: { type: 'string', format: 'uuid' },
    channel: oneOf('online', 'counter'),
    office: text,
    phase: oneOf('submitted', 'under-way', 'completed', 'returned', 'closed'),
    submittedAt: moment,
    matches: { ...list(object({ mark: text }, { why: bilingual })), description: 'What they have in common' },
    toDecide: { type: 'boolean', description: 'Somebody has to decide before the reception' },
  },
  {
    outcome: oneOf('completed', 'with-refusals', 'refused', 'declined', 'withdrawn', 'stopped'),
    decision: { ...oneOf('other'), description: 'An officer found that it is something else' },
  },
);

@ApiTags('dossiers')
@Controller('dossiers')
export class GetDuplicatesController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id/duplicates')
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'Dossiers that seem to be about the same matter, oldest first (officers, operators); without personal data' })
  @Answers(200, object({ candidates: list(candidate) }), 'The candidates')
  @Refuses('actor-required', 'not-allowed', 'dossier-not-found', 'read-models-behind')
  async duplicates(@Param('id', DossierIdPipe) id: DossierId, @CurrentActor() actor: Actor) {
    allow(actor, 'officer', 'operator');
    return { candidates: await this.queries.execute(new GetDuplicates(id)) };
  }
}
