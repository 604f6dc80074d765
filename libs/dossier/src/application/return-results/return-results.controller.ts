import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { DossierId } from '../../domain';
import type { CommandContext } from '../dossiers';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import { CurrentContext } from '../http/request-context';
import { ReturnResults } from './return-results.command';

@ApiTags('dossiers')
@Controller('dossiers')
export class ReturnResultsController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/results/return')
  @HttpCode(200)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'Record that the results were handed over at the one-stop (officers)' })
  returnResults(@Param('id', DossierIdPipe) id: DossierId, @CurrentContext() context: CommandContext) {
    return this.commands.execute(new ReturnResults(id, context));
  }
}
