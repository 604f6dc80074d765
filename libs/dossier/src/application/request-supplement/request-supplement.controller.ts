import type { ProcedureKey } from '@lienthong/bundle';
import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import type { DossierId } from '../../domain';
import { ActOnDossier } from '../act-on-dossier/act-on-dossier.command';
import { ActsOnDossier } from '../act-on-dossier/acts-on-dossier';
import type { CommandContext } from '../dossiers';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import type { Versions } from '../http/entity-tags';
import { IsNotBlank } from '../http/is-not-blank';
import { CurrentContext, IfMatch } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';

const JSON_POINTER = /^(\/([^~/]|~[01])*)+$/;

export class RequestSupplementDto {
  @ApiPropertyOptional({ example: 'permanent-residence', description: 'Once the dossier is received: the procedure that lacks something' })
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MaxLength(64)
  readonly procedure?: string;

  @ApiProperty({ example: 'Giấy chứng nhận kết hôn của cha mẹ', maxLength: 1000, description: 'What is missing, for the citizen to read' })
  @IsNotBlank(1_000)
  readonly what!: string;

  @ApiPropertyOptional({ example: ['/marriage'], description: 'Where it is missing: JSON Pointers into the form' })
  @ValidateIf((_, value) => value !== undefined)
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  @Matches(JSON_POINTER, { each: true })
  readonly fields?: string[];
}

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class RequestSupplementController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/supplements')
  @ActsOnDossier({
    summary: 'Ask the citizen for what is missing (officers)',
    refuses: ['procedure-unknown', 'procedure-not-under-way', 'dossier-ended', 'no-version-in-force', 'personal-data-erased'],
    numbers: 'supplement',
  })
  request(
    @Param('id', DossierIdPipe) id: DossierId,
    @Body() { procedure, what, fields = [] }: RequestSupplementDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    const of = procedure === undefined ? {} : { procedure: procedure as ProcedureKey };
    return this.commands.execute(new ActOnDossier(id, { type: 'RequestSupplement', ...of, what, fields }, context, ifMatch));
  }
}
