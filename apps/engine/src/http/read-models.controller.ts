import { allow, type Actor } from '@lienthong/access';
import { CurrentActor, describeApi } from '@lienthong/dossier';
import { ReadModels, type RebuildState } from '@lienthong/read-models';
import { Controller, Get, Header, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { POSITION_EXAMPLE, POSITION_HEADER } from './read-position';

const { Refuses } = describeApi;

const STATES: readonly RebuildState['state'][] = ['none', 'running', 'done', 'failed'];

export class RebuildShown {
  @ApiProperty({ enum: STATES, description: 'Of the last one since the engine was started' })
  readonly state!: RebuildState['state'];

  @ApiProperty({ description: "How many of the log's events have been looked at" })
  readonly events!: number;

  @ApiProperty({ description: 'How many there are' })
  readonly of!: number;

  @ApiPropertyOptional({ description: 'Why it failed' })
  readonly reason?: string;
}

export class ReadModelsShown {
  @ApiPropertyOptional({ example: POSITION_EXAMPLE, description: 'Up to where in the log the lists are true' })
  readonly position?: string;

  @ApiPropertyOptional({ example: POSITION_EXAMPLE })
  readonly logEnd?: string;

  @ApiProperty({ description: 'Events that are stored and that the lists do not show yet' })
  readonly lag!: number;

  @ApiProperty()
  readonly rebuild!: RebuildShown;
}

export class RebuildAccepted {
  @ApiProperty({ enum: STATES })
  readonly state!: RebuildState['state'];
}

@ApiTags('read-models')
@Controller('read-models')
export class ReadModelsController {
  constructor(private readonly models: ReadModels) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'How far the lists follow the log, and how a rebuild stands (officers, operators)' })
  @ApiOkResponse({ type: ReadModelsShown })
  @Refuses('actor-required', 'not-allowed')
  async state(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<ReadModelsShown> {
    allow(actor, 'officer', 'operator');
    const state = await this.models.state();
    if (state.position !== undefined) void reply.header(POSITION_HEADER, state.position);
    return state;
  }

  @Post('rebuild')
  @HttpCode(202)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Make all lists anew from the log, while everything goes on (operators); GET /read-models tells how it stands' })
  @ApiAcceptedResponse({ type: RebuildAccepted })
  @Refuses('actor-required', 'not-allowed', 'rebuild-under-way')
  rebuild(@CurrentActor() actor: Actor): RebuildAccepted {
    allow(actor, 'operator');
    const { state } = this.models.rebuild();
    return { state };
  }
}
