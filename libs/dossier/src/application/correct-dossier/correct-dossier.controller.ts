import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsObject, ValidateIf } from 'class-validator';
import type { DossierId, Result } from '../../domain';
import { ActOnDossier } from '../act-on-dossier/act-on-dossier.command';
import { ActsOnDossier } from '../act-on-dossier/acts-on-dossier';
import { ReasonDto } from '../act-on-dossier/reason.dto';
import type { CommandContext } from '../dossiers';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import type { Versions } from '../http/entity-tags';
import { CurrentContext, IfMatch } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';

export class CorrectDossierDto extends ReasonDto {
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'The whole form, as it should have been' })
  @ValidateIf((_, value) => value !== undefined)
  @IsObject()
  readonly form?: Record<string, unknown>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'object', additionalProperties: true },
    example: { 'birth-registration': { number: '113' } },
    description: 'By procedure: the fields of its result that were wrong, as they should have been',
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsObject()
  readonly results?: Record<string, Result>;
}

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class CorrectDossierController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/corrections')
  @ActsOnDossier({
    summary: 'Put right what was wrong in the form or in a result; agencies that were given it are told (officers)',
    refuses: ['procedure-unknown', 'submission-invalid', 'nothing-to-correct', 'not-received', 'personal-data-erased'],
    numbers: 'correction',
  })
  correct(
    @Param('id', DossierIdPipe) id: DossierId,
    @Body() { form, results, reason }: CorrectDossierDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    const corrected = { ...(form !== undefined && { form }), ...(results !== undefined && { results }) };
    return this.commands.execute(new ActOnDossier(id, { type: 'CorrectDossier', ...corrected, reason }, context, ifMatch));
  }
}
