import { describeApi } from '@lienthong/dossier';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Engine } from '../engine';

const { Answers, ref } = describeApi;
const LOOK_AGAIN_SECONDS = 5;

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly engine: Engine) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  @Answers(200, ref('Live'), 'It does')
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'The engine does its work, or says why not (503)' })
  @Answers(200, ref('Readiness'), 'Ready')
  @Answers(503, ref('Readiness'), 'Not ready, and why')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const reasons = await this.engine.health.troubles();
    if (reasons.length === 0) return { status: 'ready', reasons };
    reply.status(503).header('Retry-After', LOOK_AGAIN_SECONDS);
    return { status: 'not-ready', reasons };
  }
}
