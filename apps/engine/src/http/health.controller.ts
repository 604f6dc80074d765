import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Engine } from '../engine';

const LOOK_AGAIN_SECONDS = 5;

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly engine: Engine) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'The engine does its work, or says why not (503)' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const reasons = await this.engine.health.troubles();
    if (reasons.length === 0) return { status: 'ready', reasons };
    reply.status(503).header('Retry-After', LOOK_AGAIN_SECONDS);
    return { status: 'not-ready', reasons };
  }
}
