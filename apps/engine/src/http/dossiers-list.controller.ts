import { allow, type Actor } from '@lienthong/access';
import { instant, type Instant } from '@lienthong/calendar';
import { CurrentActor, describeApi } from '@lienthong/dossier';
import type { Dossier, DossierOutcome, Task } from '@lienthong/dossier/domain';
import { ReadModels, TASKS, type DossierSummary, type WaitsFor } from '@lienthong/read-models';
import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ListAnswer, ListDto, POSITION_EXAMPLE, POSITION_HEADER } from './read-position';

const { Refuses } = describeApi;

const PHASES: readonly Dossier['phase'][] = ['submitted', 'under-way', 'completed', 'returned', 'closed'];
const OUTCOMES: readonly DossierOutcome[] = ['completed', 'with-refusals', 'refused', 'declined', 'withdrawn', 'stopped'];
const WAITS_FOR: readonly WaitsFor[] = ['task', 'handoff', 'late-result', 'nothing'];
const CHANNELS: readonly DossierSummary['channel'][] = ['online', 'counter'];
const DELIVERIES: readonly DossierSummary['delivery'][] = ['portal', 'one-stop'];

const WAITS_FOR_TEXT =
  'task: a person has to do something; handoff: the engine or an agency has the next move; late-result: all is done but for a result that may come later; nothing: it has ended';

/** With its offset from UTC: without it, a text would mean another moment on another machine. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

export class ListDossiersDto extends ListDto {
  @ApiPropertyOptional({ enum: PHASES })
  @IsOptional()
  @IsIn(PHASES)
  readonly phase?: Dossier['phase'];

  @ApiPropertyOptional({ example: '26734', description: 'Code of the commune whose one-stop receives' })
  @IsOptional()
  @Matches(/^\d{5}$/)
  readonly office?: string;

  @ApiPropertyOptional({ example: 'birth', description: 'Code of the bundle' })
  @IsOptional()
  @MaxLength(64)
  readonly bundle?: string;

  @ApiPropertyOptional({ enum: OUTCOMES })
  @IsOptional()
  @IsIn(OUTCOMES)
  readonly outcome?: DossierOutcome;

  @ApiPropertyOptional({ enum: WAITS_FOR, description: WAITS_FOR_TEXT })
  @IsOptional()
  @IsIn(WAITS_FOR)
  readonly waitsFor?: WaitsFor;

  @ApiPropertyOptional({ enum: TASKS, description: 'The most pressing thing that a person has to do' })
  @IsOptional()
  @IsIn(TASKS)
  readonly task?: Task;

  @ApiPropertyOptional({ example: '2026-09-01T00:00:00+07:00', description: 'Submitted at this moment or later' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(MOMENT)
  readonly submittedFrom?: string;

  @ApiPropertyOptional({ example: '2026-10-01T00:00:00+07:00', description: 'Submitted before this moment' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(MOMENT)
  readonly submittedTo?: string;
}

class BundleShown {
  @ApiProperty({ example: 'birth' })
  readonly code!: string;

  @ApiPropertyOptional({ example: 'birth@2026-09-01', description: 'The version to which it was bound at reception' })
  readonly version?: string;
}

export class DossierShown {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty()
  readonly revision!: number;

  @ApiProperty()
  readonly bundle!: BundleShown;

  @ApiProperty({ enum: PHASES })
  readonly phase!: Dossier['phase'];

  @ApiPropertyOptional({ enum: OUTCOMES })
  readonly outcome?: DossierOutcome;

  @ApiProperty({ enum: CHANNELS })
  readonly channel!: DossierSummary['channel'];

  @ApiProperty({ example: '26734' })
  readonly office!: string;

  @ApiProperty({ enum: DELIVERIES })
  readonly delivery!: DossierSummary['delivery'];

  @ApiProperty({ format: 'date-time' })
  readonly submittedAt!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  readonly receivedAt?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'When the last of its procedures ended' })
  readonly endedAt?: string;

  @ApiPropertyOptional({ example: 'G22.99.08-260921-896048' })
  readonly linkedNumber?: string;

  @ApiPropertyOptional({ example: 'H29.35.38-261122-0001' })
  readonly oneStopCode?: string;

  @ApiProperty({ enum: WAITS_FOR, description: WAITS_FOR_TEXT })
  readonly waitsFor!: WaitsFor;

  @ApiPropertyOptional({ enum: TASKS })
  readonly task?: Task;

  @ApiProperty()
  readonly parkedHandoffs!: number;

  @ApiProperty({ description: 'Messages in which an agency contradicts its own final word' })
  readonly contradictions!: number;
}

export class DossiersPage {
  @ApiProperty({ type: [DossierShown] })
  readonly dossiers!: readonly DossierShown[];

  @ApiPropertyOptional({ description: 'Asks for the next page' })
  readonly next?: string;

  @ApiPropertyOptional({ example: POSITION_EXAMPLE, description: 'Up to where in the log the answer is true' })
  readonly position?: string;
}

@ApiTags('dossiers')
@Controller('dossiers')
export class DossiersListController {
  constructor(
    private readonly models: ReadModels,
    private readonly answer: ListAnswer,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Dossiers, newest first (officers, operators); without personal data' })
  @ApiOkResponse({
    type: DossiersPage,
    headers: { [POSITION_HEADER]: { description: '`position` of the answer', schema: { type: 'string' } } },
  })
  @Refuses('actor-required', 'not-allowed', 'cursor-invalid', 'read-models-behind')
  async list(
    @Query() query: ListDossiersDto,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DossiersPage> {
    allow(actor, 'officer', 'operator');
    const { items, ...rest } = await this.answer.of(query, (asked) => this.models.dossiers.list(filterOf(asked)), reply);
    return { dossiers: items, ...rest };
  }
}

type Asked = Omit<ListDossiersDto, 'after'>;

/** Moments are compared as text, so they are brought to UTC. */
function filterOf({ submittedFrom, submittedTo, ...rest }: Asked) {
  const moment = (text: string | undefined): Instant | undefined => (text === undefined ? undefined : instant(text));
  const [from, to] = [moment(submittedFrom), moment(submittedTo)];
  return { ...rest, ...(from !== undefined && { submittedFrom: from }), ...(to !== undefined && { submittedTo: to }) };
}
