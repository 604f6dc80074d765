import { Body, Controller, HttpCode, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { DossierId } from '../../domain';
import type { CommandContext } from '../dossiers';
import { AnswersVersion, MayBeRepeated, object, Refuses, text, whole } from '../http/describe';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import type { Versions } from '../http/entity-tags';
import { CurrentContext, IfMatch } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';
import { ReturnResults } from './return-results.command';

/** There is nothing to say beside the address. */
export class ReturnResultsDto {}

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class ReturnResultsController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/results/return')
  @HttpCode(200)
  @ApiParam({ name: 'id', format: 'uuid' })
  @MayBeRepeated()
  @AnswersVersion(200, object({ id: text, revision: whole, position: text }), 'Recorded')
  @Refuses(
    'actor-required',
    'not-allowed',
    'dossier-not-found',
    'not-received',
    'results-not-ready',
    'results-already-returned',
    'definition-changed',
    'dossier-busy',
    'precondition-invalid',
    'version-changed',
    'idempotency-key-invalid',
    'log-write-failed',
    'outcome-unknown',
  )
  @ApiOperation({ summary: 'Record that the results were handed over at the one-stop (officers)' })
  returnResults(
    @Param('id', DossierIdPipe) id: DossierId,
    @Body() _: ReturnResultsDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    return this.commands.execute(new ReturnResults(id, context, ifMatch));
  }
}
