import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsObject, ValidateIf } from 'class-validator';
import type { DossierId } from '../../domain';
import { ActOnDossier } from '../act-on-dossier/act-on-dossier.command';
import { ActsOnDossier } from '../act-on-dossier/acts-on-dossier';
import type { CommandContext } from '../dossiers';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import type { Versions } from '../http/entity-tags';
import { IsNotBlank } from '../http/is-not-blank';
import { ordinal } from '../http/ordinal';
import { CurrentContext, IfMatch } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';

/** Papers that were handed in at the counter need neither; a form is a whole new version, and the earlier ones stay. */
export class ProvideSupplementDto {
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: "The whole form, by the bundle's JSON Schema" })
  @ValidateIf((_, value) => value !== undefined)
  @IsObject()
  readonly form?: Record<string, unknown>;

  @ApiPropertyOptional({ example: 'Đã nộp bản chính tại quầy', maxLength: 1000 })
  @ValidateIf((_, value) => value !== undefined)
  @IsNotBlank(1_000)
  readonly note?: string;
}

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class ProvideSupplementController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/supplements/:number/provision')
  @ActsOnDossier({
    summary: 'Give what was asked for (citizens, officers)',
    refuses: ['supplement-not-found', 'supplement-closed', 'submission-invalid', 'no-version-in-force', 'personal-data-erased'],
  })
  provide(
    @Param('id', DossierIdPipe) id: DossierId,
    @Param('number') number: string,
    @Body() { form, note }: ProvideSupplementDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    const given = { ...(form !== undefined && { form }), ...(note !== undefined && { note }) };
    const supplement = ordinal(number, 'supplement-not-found');
    return this.commands.execute(new ActOnDossier(id, { type: 'ProvideSupplement', supplement, ...given }, context, ifMatch));
  }
}
