import type { Actor } from '@lienthong/access';
import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { DossierId } from '../../domain';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import { CurrentActor } from '../http/request-context';
import { GetHistory } from './get-history.query';

export class GetHistoryDto {
  @ApiPropertyOptional({ type: 'integer', minimum: -1, default: -1, description: 'Only what came after this revision' })
  @IsOptional()
  @Matches(/^(-1|\d{1,9})$/)
  readonly after?: string;
}

@ApiTags('dossiers')
@Controller('dossiers')
export class GetHistoryController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id/events')
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'Every step of a dossier, in order' })
  async history(@Param('id', DossierIdPipe) id: DossierId, @CurrentActor() _: Actor, @Query() { after = '-1' }: GetHistoryDto) {
    return { events: await this.queries.execute(new GetHistory(id, Number(after))) };
  }
}
