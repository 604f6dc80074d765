import type { Actor } from '@lienthong/access';
import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { DossierId } from '../../domain';
import { Answers, list, moment, object, oneOf, Refuses, text, whole, type Schema } from '../http/describe';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import { CurrentActor } from '../http/request-context';
import { GetHistory } from './get-history.query';

export class GetHistoryDto {
  @ApiPropertyOptional({ type: 'integer', minimum: -1, default: -1, description: 'Only what came after this revision' })
  @IsOptional()
  @Matches(/^(-1|\d{1,9})$/)
  readonly after?: string;
}

const event: Schema = object(
  {
    revision: whole,
    id: text,
    type: text,
    at: moment,
    data: { type: 'object', additionalProperties: true, description: 'What is personal shows as "sealed" or "erased"' },
    actor: object({ kind: oneOf('citizen', 'officer', 'agency', 'operator', 'system'), id: text }, { office: text, role: text }),
    commandId: text,
    correlationId: text,
    causationId: text,
    decidedBy: oneOf('fact', 'saga'),
    schema: whole,
  },
  { bundle: text, traceparent: text },
);

@ApiTags('dossiers')
@Controller('dossiers')
export class GetHistoryController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id/events')
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'Every step of a dossier, in order' })
  @Answers(200, object({ events: list(event) }), 'The events')
  @Refuses('actor-required', 'dossier-not-found')
  async history(@Param('id', DossierIdPipe) id: DossierId, @CurrentActor() _: Actor, @Query() { after = '-1' }: GetHistoryDto) {
    return { events: await this.queries.execute(new GetHistory(id, Number(after))) };
  }
}
