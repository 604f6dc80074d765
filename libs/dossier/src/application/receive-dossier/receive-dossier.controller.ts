import { Body, Controller, HttpCode, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Matches, ValidateIf } from 'class-validator';
import type { DossierId } from '../../domain';
import type { CommandContext } from '../dossiers';
import { AnswersVersion, MayBeRepeated, object, Refuses, text, whole } from '../http/describe';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import type { Versions } from '../http/entity-tags';
import { CurrentContext, IfMatch } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';
import { CODE_PATTERN } from '../submit-dossier/submit-dossier.dto';
import { ReceiveDossier } from './receive-dossier.command';

export class ReceiveDossierDto {
  @ApiPropertyOptional({ example: 'H29.35.38-261122-0001', description: "The one-stop's own number for the dossier" })
  @ValidateIf((_, value) => value !== undefined)
  @Matches(CODE_PATTERN)
  readonly oneStopCode?: string;
}

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class ReceiveDossierController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/reception')
  @HttpCode(200)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'Receive a dossier at the one-stop (officers)' })
  @MayBeRepeated()
  @AnswersVersion(
    200,
    object({ id: text, bundle: { type: 'string', example: 'birth@2026-09-01' }, revision: whole, position: text }),
    'Received; the version of the bundle that it is pinned to',
  )
  @Refuses(
    'actor-required',
    'not-allowed',
    'dossier-not-found',
    'already-received',
    'dossier-ended',
    'office-unassigned',
    'supplement-open',
    'duplicate-undecided',
    'read-models-behind',
    'no-version-in-force',
    'form-outdated',
    'definition-changed',
    'dossier-busy',
    'precondition-invalid',
    'version-changed',
    'idempotency-key-invalid',
    'log-write-failed',
    'outcome-unknown',
  )
  receive(
    @Param('id', DossierIdPipe) id: DossierId,
    @Body() body: ReceiveDossierDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    return this.commands.execute(new ReceiveDossier(id, context, body.oneStopCode, ifMatch));
  }
}
