import { allow, type Actor } from '@lienthong/access';
import { CurrentActor, describeApi } from '@lienthong/dossier';
import { ReadModels, type ProcedureSummary } from '@lienthong/read-models';
import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ListAnswer, ListDto, POSITION_EXAMPLE, POSITION_HEADER } from './read-position';

const { Refuses } = describeApi;

type Status = ProcedureSummary['status'];

const STATUSES: readonly Status[] = ['waiting', 'started', 'completed', 'refused', 'skipped'];
const WHYS: readonly NonNullable<ProcedureSummary['because']>['why'][] = ['not-arising', 'condition', 'withdrawn', 'stopped'];

export class ListProceduresDto extends ListDto {
  @ApiPropertyOptional({ enum: STATUSES })
  @IsOptional()
  @IsIn(STATUSES)
  readonly status?: Status;

  @ApiPropertyOptional({ example: 'police', description: 'The agency to which it was handed over' })
  @IsOptional()
  @MaxLength(64)
  readonly agency?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly dossier?: string;
}

class BecauseShown {
  @ApiProperty({ enum: WHYS })
  readonly why!: (typeof WHYS)[number];

  @ApiPropertyOptional({ example: 'birth-registration', description: 'The procedure because of which it does not arise' })
  readonly procedure?: string;
}

export class ProcedureShown {
  @ApiProperty({ format: 'uuid' })
  readonly dossier!: string;

  @ApiProperty({ example: 'birth-registration' })
  readonly procedure!: string;

  @ApiPropertyOptional({ example: 'justice', description: 'Known once it is handed over' })
  readonly agency?: string;

  @ApiProperty({ enum: STATUSES })
  readonly status!: Status;

  @ApiProperty({ format: 'date-time' })
  readonly since!: string;

  @ApiPropertyOptional({ description: 'Why it did not arise' })
  readonly because?: BecauseShown;
}

export class ProceduresPage {
  @ApiProperty({ type: [ProcedureShown] })
  readonly procedures!: readonly ProcedureShown[];

  @ApiPropertyOptional({ description: 'Asks for the next page' })
  readonly next?: string;

  @ApiPropertyOptional({ example: POSITION_EXAMPLE, description: 'Up to where in the log the answer is true' })
  readonly position?: string;
}

@ApiTags('procedures')
@Controller('procedures')
export class ProceduresController {
  constructor(
    private readonly models: ReadModels,
    private readonly answer: ListAnswer,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Procedures, those of the newest dossiers first (officers, operators)' })
  @ApiOkResponse({
    type: ProceduresPage,
    headers: { [POSITION_HEADER]: { description: '`position` of the answer', schema: { type: 'string' } } },
  })
  @Refuses('actor-required', 'not-allowed', 'cursor-invalid', 'read-models-behind')
  async list(
    @Query() query: ListProceduresDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProceduresPage> {
    allow(actor, 'officer', 'operator');
    const { items, ...rest } = await this.answer.of(query, (asked) => this.models.procedures.list(asked), reply);
    return { procedures: items, ...rest };
  }
}
