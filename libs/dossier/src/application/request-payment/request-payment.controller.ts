import type { ProcedureKey } from '@lienthong/bundle';
import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsInt, IsString, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import type { DossierId } from '../../domain';
import { ActOnDossier } from '../act-on-dossier/act-on-dossier.command';
import { ActsOnDossier } from '../act-on-dossier/acts-on-dossier';
import type { CommandContext } from '../dossiers';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import type { Versions } from '../http/entity-tags';
import { IsNotBlank } from '../http/is-not-blank';
import { CurrentContext, IfMatch } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';

export class RequestPaymentDto {
  @ApiProperty({ type: 'integer', example: 24_000, minimum: 1, maximum: 1e12, description: 'In whole đồng' })
  @IsInt()
  @Min(1)
  @Max(1e12)
  readonly amount!: number;

  @ApiProperty({ example: 'Ba bản sao trích lục khai sinh', maxLength: 500, description: 'What it is for. No personal data.' })
  @IsNotBlank(500)
  readonly purpose!: string;

  @ApiPropertyOptional({ example: 'birth-registration', description: 'The procedure for which it is due' })
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MaxLength(64)
  readonly procedure?: string;
}

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class RequestPaymentController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/payments')
  @ActsOnDossier({
    summary: 'Ask the citizen for a payment (officers)',
    refuses: ['procedure-unknown', 'procedure-not-under-way', 'dossier-ended', 'no-version-in-force'],
    numbers: 'payment',
  })
  request(
    @Param('id', DossierIdPipe) id: DossierId,
    @Body() { amount, purpose, procedure }: RequestPaymentDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    const of = procedure === undefined ? {} : { procedure: procedure as ProcedureKey };
    return this.commands.execute(new ActOnDossier(id, { type: 'RequestPayment', amount, purpose, ...of }, context, ifMatch));
  }
}
