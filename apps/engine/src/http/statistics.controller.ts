import { allow, type Actor } from '@lienthong/access';
import type { LocalDate } from '@lienthong/calendar';
import { CurrentActor, describeApi } from '@lienthong/dossier';
import type { Channel } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import { ReadModels, type StatisticsReport } from '@lienthong/read-models';
import { csvOf, type GroupedBy } from '@lienthong/statistics';
import { Controller, Get, Header, Headers, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, Matches, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { AlsoAnswers } from './edge/well-formed-request';
import { goneSignal, POSITION, POSITION_EXAMPLE, POSITION_HEADER } from './read-position';

const { Answers, Refuses, ref } = describeApi;

const GROUPS: readonly GroupedBy[] = ['office', 'month', 'channel', 'bundle'];
const CHANNELS: readonly Channel[] = ['online', 'counter'];
const FORMATS = ['json', 'csv'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const CSV = 'text/csv';

export class StatisticsDto {
  @ApiPropertyOptional({ example: '26734', description: 'Code of the commune whose one-stop receives' })
  @IsOptional()
  @Matches(/^\d{5}$/)
  readonly office?: string;

  @ApiPropertyOptional({ format: 'date', example: '2026-10-01', description: 'Received on this day in Viet Nam or later' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(DAY)
  readonly from?: LocalDate;

  @ApiPropertyOptional({ format: 'date', example: '2026-10-31', description: 'Received on this day or earlier; the period ends with it' })
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(DAY)
  readonly to?: LocalDate;

  @ApiPropertyOptional({ enum: CHANNELS })
  @IsOptional()
  @IsIn(CHANNELS)
  readonly channel?: Channel;

  @ApiPropertyOptional({ example: 'birth', description: 'Code of the bundle' })
  @IsOptional()
  @MaxLength(64)
  readonly bundle?: string;

  @ApiPropertyOptional({ enum: GROUPS, description: 'By what there are lines; without it there is only the total' })
  @IsOptional()
  @IsIn(GROUPS)
  readonly by?: GroupedBy;

  @ApiPropertyOptional({ enum: FORMATS, description: 'As JSON or for spreadsheets; the header Accept can say it, too' })
  @IsOptional()
  @IsIn(FORMATS)
  readonly format?: (typeof FORMATS)[number];

  @ApiPropertyOptional({ example: POSITION_EXAMPLE, description: 'Answer only once all up to this position is counted' })
  @IsOptional()
  @Matches(POSITION)
  readonly after?: string;
}

@ApiTags('statistics')
@Controller('statistics')
export class StatisticsController {
  constructor(private readonly models: ReadModels) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @AlsoAnswers(CSV)
  @ApiProduces('application/json', CSV)
  @ApiOperation({ summary: 'How many dossiers were received in a period, how, and how punctually they ended (officers, operators)' })
  @Answers(200, ref('Statistics'), 'The lines and the total; as CSV the lines only')
  @Refuses('actor-required', 'not-allowed', 'read-models-behind')
  async report(
    @Query() { format, after, ...filter }: StatisticsDto,
    @Headers('accept') accept: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StatisticsReport | string> {
    allow(actor, 'officer', 'operator');
    if (after !== undefined) await this.models.reached(after as Position, { signal: goneSignal(reply) });
    const report = await this.models.statistics.report(filter);
    if (report.position !== undefined) void reply.header(POSITION_HEADER, report.position);
    if (format === 'json' || (format === undefined && !prefersCsv(accept))) return report;
    void reply.type(`${CSV}; charset=utf-8`).header('Content-Disposition', 'attachment; filename="statistics.csv"');
    return csvOf(report, filter.by);
  }
}

const prefersCsv = (accept = ''): boolean => accept.includes(CSV) && !accept.includes('json');
