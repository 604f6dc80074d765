import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
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
export class WithdrawDossierController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/withdrawal')
  @ActsOnDossier({
    summary: 'Withdraw a dossier before anything is decided (citizens, officers)',
    refuses: ['already-decided', 'dossier-ended', 'no-version-in-force'],
  })
  withdraw(
    @Param('id', DossierIdPipe) id: DossierId,
    @Body() { reason }: ReasonDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    return this.commands.execute(new ActOnDossier(id, { type: 'WithdrawDossier', reason }, context, ifMatch));
  }
}
