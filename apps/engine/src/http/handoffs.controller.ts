import { allow, type Actor } from '@lienthong/access';
import { CurrentActor, describeApi } from '@lienthong/dossier';
import type { ParkCause, Stage, Step } from '@lienthong/dossier/domain';
import { ReadModels, type HandoffGroup } from '@lienthong/read-models';
import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ListAnswer, ListDto, POSITION_EXAMPLE, POSITION_HEADER } from './read-position';

const { Refuses } = describeApi;

const GROUPS: readonly HandoffGroup[] = ['open', 'pending', 'in-flight', 'parked', 'settled'];
const STAGES: readonly Stage['is'][] = ['requested', 'attempted', 'retrying', 'asking', 'acknowledged', 'failed', 'parked', 'settled'];
const STEPS: readonly Step[] = ['deliver', 'inquire', 'follow', 'expire'];
const CAUSES: readonly ParkCause[] = [
  'retries-exhausted',
  'refused-by-agency',
  'message-invalid',
  'acknowledgement-overdue',
  'definition-error',
];

export class ListHandoffsDto extends ListDto {
  @ApiPropertyOptional({ enum: GROUPS, default: 'open', description: 'Which handoffs; open: all that is not done' })
  @IsOptional()
  @IsIn(GROUPS)
  readonly group?: HandoffGroup;

  @ApiPropertyOptional({ example: 'police' })
  @IsOptional()
  @MaxLength(64)
  readonly agency?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  readonly dossier?: string;
}

class StepShown {
  @ApiProperty({ enum: STEPS })
  readonly step!: Step;

  @ApiProperty({ format: 'date-time' })
  readonly at!: string;
}

export class HandoffShown {
  @ApiProperty({ example: '019a9f00-0000-7000-8000-000000000001.birth-registration' })
  readonly id!: string;

  @ApiProperty({ format: 'uuid' })
  readonly dossier!: string;

  @ApiProperty({ example: 'birth-registration' })
  readonly procedure!: string;

  @ApiProperty({ example: 'justice' })
  readonly agency!: string;

  @ApiProperty({ enum: STAGES })
  readonly stage!: Stage['is'];

  @ApiPropertyOptional({ enum: CAUSES })
  readonly cause?: ParkCause;

  @ApiPropertyOptional({ description: 'Catalogue code of the last failure' })
  readonly failure?: string;

  @ApiPropertyOptional({ description: 'Why the engine cannot do its next step at the moment; it tries again by itself' })
  readonly trouble?: string;

  @ApiProperty()
  readonly attempts!: number;

  @ApiProperty({ format: 'date-time' })
  readonly requestedAt!: string;

  @ApiProperty({ format: 'date-time', description: 'When it came into this stage' })
  readonly since!: string;

  @ApiPropertyOptional({ description: "The agency's own number for it" })
  readonly reference?: string;

  @ApiPropertyOptional({ description: 'What the engine does next, and when' })
  readonly next?: StepShown;
}

export class HandoffsPage {
  @ApiProperty({ type: [HandoffShown] })
  readonly handoffs!: readonly HandoffShown[];

  @ApiPropertyOptional({ description: 'Asks for the next page' })
  readonly next?: string;

  @ApiPropertyOptional({ example: POSITION_EXAMPLE, description: 'Up to where in the log the answer is true' })
  readonly position?: string;
}

@ApiTags('handoffs')
@Controller('handoffs')
export class HandoffsController {
  constructor(
    private readonly models: ReadModels,
    private readonly answer: ListAnswer,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Handoffs, those that have stood still the longest first (officers, operators)' })
  @ApiOkResponse({
    type: HandoffsPage,
    headers: { [POSITION_HEADER]: { description: '`position` of the answer', schema: { type: 'string' } } },
  })
  @Refuses('actor-required', 'not-allowed', 'cursor-invalid', 'read-models-behind')
  async list(
    @Query() query: ListHandoffsDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HandoffsPage> {
    allow(actor, 'officer', 'operator');
    const { items, ...rest } = await this.answer.of(query, (asked) => this.models.handoffs.list(asked), reply);
    return { handoffs: items, ...rest };
  }
}
