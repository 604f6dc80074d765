import type { Actor } from '@lienthong/access';
import { Controller, DefaultValuePipe, Get, Header, Param, ParseIntPipe, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { DossierId } from '../../domain';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import { CurrentActor } from '../http/request-context';
import { GetHistory } from './get-history.query';

@ApiTags('dossiers')
@Controller('dossiers')
export class GetHistoryController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id/events')
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'Every step of a dossier, in order' })
  @ApiQuery({ name: 'after', required: false, description: 'Only what came after this revision' })
  async history(
    @Param('id', DossierIdPipe) id: DossierId,
    @CurrentActor() _: Actor,
    @Query('after', new DefaultValuePipe(-1), ParseIntPipe) after: number,
  ) {
    return { events: await this.queries.execute(new GetHistory(id, after)) };
  }
}
