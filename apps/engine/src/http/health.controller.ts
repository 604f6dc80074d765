import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Engine } from '../engine';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly engine: Engine) {}

  @Get('live')
  @HttpCode(200)
  @ApiOperation({ summary: 'The process answers' })
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'The engine does its work, or says why not (503)' })
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const { troubles } = this.engine;
    if (troubles.length > 0) reply.status(503);
    return { status: troubles.length > 0 ? 'not-ready' : 'ready', reasons: troubles };
  }
}
