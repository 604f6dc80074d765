import { Controller, Get, Header, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@lienthong/access';
import type { DossierId } from '../../domain';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import { CurrentActor } from '../http/request-context';
import { GetDossier } from './get-dossier.query';

@ApiTags('dossiers')
@Controller('dossiers')
export class GetDossierController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'A dossier as it stands' })
  get(@Param('id', DossierIdPipe) id: DossierId, @CurrentActor() _: Actor) {
    return this.queries.execute(new GetDossier(id));
  }
}
