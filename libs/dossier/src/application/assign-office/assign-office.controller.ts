import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { DossierId, OfficeCode } from '../../domain';
import { ActOnDossier } from '../act-on-dossier/act-on-dossier.command';
import { ActsOnDossier } from '../act-on-dossier/acts-on-dossier';
import { ReasonDto } from '../act-on-dossier/reason.dto';
import type { CommandContext } from '../dossiers';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import type { Versions } from '../http/entity-tags';
import { CurrentContext, IfMatch } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';

export class AssignOfficeDto extends ReasonDto {
  @ApiProperty({ example: '26734', description: 'Code of the commune whose one-stop receives it' })
  @Matches(/^\d{5}$/)
  readonly office!: string;
}

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class AssignOfficeController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/office')
  @ActsOnDossier({
    summary: 'Assign a dossier in quarantine to the one-stop to which it belongs (officers, operators)',
    refuses: ['office-unknown', 'not-quarantined', 'already-received', 'dossier-ended', 'no-version-in-force'],
  })
  assign(
    @Param('id', DossierIdPipe) id: DossierId,
    @Body() { office, reason }: AssignOfficeDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    return this.commands.execute(new ActOnDossier(id, { type: 'AssignOffice', office: office as OfficeCode, reason }, context, ifMatch));
  }
}
