import type { Actor } from '@lienthong/access';
import { Controller, Get, Header, Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';
import type { DossierId } from '../../domain';
import { AnswersVersion, ref, Refuses } from '../http/describe';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import { CurrentActor } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';
import { parseAt } from './at';
import { GetDossier } from './get-dossier.query';

export class GetDossierDto {
  @ApiPropertyOptional({
    example: '2026-09-21T15:15:00+07:00',
    description: 'A revision, or a moment (RFC 3339, with its offset): the dossier as it stood then',
  })
  @IsOptional()
  @IsString()
  readonly at?: string;
}

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class GetDossierController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id')
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'A dossier as it stands, or stood' })
  @ApiHeader({
    name: 'If-None-Match',
    required: false,
    schema: { type: 'string', example: '"3"' },
    description: 'The version that is known: 304',
  })
  @AnswersVersion(200, ref('Dossier'), 'The dossier')
  @Refuses(
    'actor-required',
    'dossier-not-found',
    'at-invalid',
    'at-in-future',
    'revision-not-there',
    'not-yet-submitted',
    'precondition-invalid',
  )
  get(@Param('id', DossierIdPipe) id: DossierId, @CurrentActor() _: Actor, @Query() { at }: GetDossierDto) {
    return this.queries.execute(new GetDossier(id, at === undefined ? undefined : parseAt(at)));
  }
}
