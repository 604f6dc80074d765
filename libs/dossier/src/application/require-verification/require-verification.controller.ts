import type { ProcedureKey } from '@lienthong/bundle';
import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { DossierId } from '../../domain';
import { ActOnDossier } from '../act-on-dossier/act-on-dossier.command';
import { ActsOnDossier } from '../act-on-dossier/acts-on-dossier';
import { ReasonDto } from '../act-on-dossier/reason.dto';
import type { CommandContext } from '../dossiers';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import type { Versions } from '../http/entity-tags';
import { CurrentContext, IfMatch } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class RequireVerificationController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/procedures/:procedure/verification')
  @ApiParam({ name: 'procedure', example: 'permanent-residence' })
  @ActsOnDossier({
    summary: 'Record that facts have to be verified, so that the longer time limit applies (officers)',
    refuses: [
      'not-received',
      'procedure-unknown',
      'procedure-not-under-way',
      'verification-not-foreseen',
      'verification-known',
      'personal-data-erased',
    ],
  })
  require(
    @Param('id', DossierIdPipe) id: DossierId,
    @Param('procedure') procedure: string,
    @Body() { reason }: ReasonDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    const act = { type: 'RequireVerification', procedure: procedure as ProcedureKey, reason } as const;
    return this.commands.execute(new ActOnDossier(id, act, context, ifMatch));
  }
}
