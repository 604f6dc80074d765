import type { Actor } from '@lienthong/access';
import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { DossierId } from '../../domain';
import { Answers, list, moment, object, oneOf, ref, Refuses, text, whole, type Schema } from '../http/describe';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import { CurrentActor } from '../http/request-context';
import { GetFormVersions } from './get-form-versions.query';

export class GetFormVersionsDto {
  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false', description: 'Each version with the fields that it changed' })
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly diff?: 'true' | 'false';
}

const changes: Schema = list(object({ field: { type: 'string', description: 'JSON Pointer' } }, { before: {}, after: {} }));

const version: Schema = object(
  {
    version: whole,
    at: moment,
    actor: oneOf('citizen', 'officer', 'agency', 'operator', 'system'),
    by: oneOf('submission', 'supplement', 'correction'),
    form: { type: 'object', additionalProperties: true, description: 'As it was brought, or { "erased": true }' },
  },
  { changes: { oneOf: [ref('Erased'), changes] } },
);

@ApiTags('dossiers')
@Controller('dossiers')
export class GetFormVersionsController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id/form-versions')
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'The form in all its versions: as it was submitted, supplemented, corrected' })
  @Answers(200, object({ id: text, versions: list(version) }), 'The versions, the first first')
  @Refuses('actor-required', 'dossier-not-found')
  async versions(@Param('id', DossierIdPipe) id: DossierId, @CurrentActor() _: Actor, @Query() { diff }: GetFormVersionsDto) {
    return { id, versions: await this.queries.execute(new GetFormVersions(id, diff === 'true')) };
  }
}
