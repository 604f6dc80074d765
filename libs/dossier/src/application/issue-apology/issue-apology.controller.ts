import type { ProcedureKey } from '@lienthong/bundle';
import type { LocalDate } from '@lienthong/calendar';
import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength, ValidateIf } from 'class-validator';
import type { DossierId } from '../../domain';
import { ActOnDossier } from '../act-on-dossier/act-on-dossier.command';
import { ActsOnDossier } from '../act-on-dossier/acts-on-dossier';
import type { CommandContext } from '../dossiers';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import type { Versions } from '../http/entity-tags';
import { IsLocalDate } from '../http/is-local-date';
import { IsNotBlank } from '../http/is-not-blank';
import { CurrentContext, IfMatch } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';

export class IssueApologyDto {
  @ApiPropertyOptional({ example: 'permanent-residence', description: 'Default: the dossier as a whole' })
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MaxLength(64)
  readonly procedure?: string;

  @ApiProperty({ example: 'Hệ thống cấp số định danh tạm ngừng', maxLength: 1000, description: 'For the citizen to read' })
  @IsNotBlank(1_000)
  readonly cause!: string;

  @ApiProperty({ format: 'date', example: '2026-10-30', description: 'The day, at whose close the results are promised now' })
  @IsLocalDate()
  readonly newDay!: string;
}

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class IssueApologyController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/apologies')
  @ActsOnDossier({
    summary: 'Apologise before the time is over, and promise another day (officers)',
    refuses: [
      'not-received',
      'procedure-unknown',
      'no-deadline',
      'apology-too-late',
      'apology-not-later',
      'not-a-working-day',
      'calendar-missing',
      'personal-data-erased',
    ],
    numbers: 'apology',
  })
  issue(
    @Param('id', DossierIdPipe) id: DossierId,
    @Body() { procedure, cause, newDay }: IssueApologyDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    const of = procedure === undefined ? 'dossier' : (procedure as ProcedureKey);
    return this.commands.execute(new ActOnDossier(id, { type: 'IssueApology', of, cause, newDay: newDay as LocalDate }, context, ifMatch));
  }
}
