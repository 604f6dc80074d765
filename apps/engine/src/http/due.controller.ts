import { allow, type Actor } from '@lienthong/access';
import { CurrentActor, describeApi } from '@lienthong/dossier';
import { LATENESS, ReadModels, type DueSummary, type Lateness } from '@lienthong/read-models';
import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ListAnswer, ListDto, POSITION_EXAMPLE, POSITION_HEADER } from './read-position';

const { Refuses } = describeApi;

const STATE_TEXT = 'late: the promised moment is over; soon: it is due today, or the close of the last working day before it is over';

export class ListDueDto extends ListDto {
  @ApiPropertyOptional({ enum: LATENESS, description: `${STATE_TEXT}. Without it, both` })
  @IsOptional()
  @IsIn(LATENESS)
  readonly state?: Lateness;

  @ApiPropertyOptional({ example: '26734', description: 'Code of the commune whose one-stop receives' })
  @IsOptional()
  @Matches(/^\d{5}$/)
  readonly office?: string;

  @ApiPropertyOptional({ example: 'police', description: 'Only procedures that were handed over to this agency' })
  @IsOptional()
  @MaxLength(64)
  readonly agency?: string;
}

class LateForShown {
  @ApiProperty({ description: 'Whole days of 24 hours' })
  readonly days!: number;

  @ApiProperty({ description: 'Whole hours beyond them' })
  readonly hours!: number;
}

export class DueShown {
  @ApiProperty({ format: 'uuid' })
  readonly dossier!: string;

  @ApiPropertyOptional({ example: 'G22.99.08-260921-896048' })
  readonly linkedNumber?: string;

  @ApiPropertyOptional({ example: 'H29.35.38-261122-0001' })
  readonly oneStopCode?: string;

  @ApiProperty({ example: '26734' })
  readonly office!: string;

  @ApiProperty({ example: 'birth-registration', description: 'What is due: `dossier`, or the key of a procedure' })
  readonly of!: string;

  @ApiProperty({ format: 'date-time' })
  readonly promised!: string;

  @ApiProperty({ format: 'date-time' })
  readonly legal!: string;

  @ApiProperty({ enum: LATENESS, description: STATE_TEXT })
  readonly state!: Lateness;

  @ApiPropertyOptional({ description: 'For how long it has been late' })
  readonly lateFor?: LateForShown;

  @ApiProperty({ example: 'agency:justice', description: 'Who has it now: one-stop, in-transit, operator, late-result, agency:<code>' })
  readonly holder!: DueSummary['holder'];
}

export class DuePage {
  @ApiProperty({ type: [DueShown] })
  readonly due!: readonly DueShown[];

  @ApiPropertyOptional({ description: 'Asks for the next page' })
  readonly next?: string;

  @ApiPropertyOptional({ example: POSITION_EXAMPLE, description: 'Up to where in the log the answer is true' })
  readonly position?: string;
}

@ApiTags('dossiers')
@Controller('dossiers')
export class DueController {
  constructor(
    private readonly models: ReadModels,
    private readonly answer: ListAnswer,
  ) {}

  @Get('due')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'What is late or due soon, by what was promised, the earliest first (officers, operators)' })
  @ApiOkResponse({
    type: DuePage,
    headers: { [POSITION_HEADER]: { description: '`position` of the answer', schema: { type: 'string' } } },
  })
  @Refuses('actor-required', 'not-allowed', 'cursor-invalid', 'read-models-behind')
  async list(@Query() query: ListDueDto, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<DuePage> {
    allow(actor, 'officer', 'operator');
    const { items, ...rest } = await this.answer.of(query, (asked) => this.models.due.list(asked), reply);
    return { due: items, ...rest };
  }
}
