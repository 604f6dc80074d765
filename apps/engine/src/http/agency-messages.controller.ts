import type { AgencyCode } from '@lienthong/bundle';
import { Inbox } from '@lienthong/handoff';
import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Engine } from '../engine';

@ApiTags('agencies')
@Controller('agencies')
export class AgencyMessagesController {
  constructor(
    private readonly inbox: Inbox,
    private readonly engine: Engine,
  ) {}

  @Post(':agency/messages')
  @HttpCode(202)
  @ApiOperation({
    summary: 'A message from an agency, signed (RFC 9421)',
    description:
      'Answered once it is stored. Repeating it is safe. What cannot be taken over goes into quarantine, and the answer says why.',
  })
  async accept(@Param('agency') agency: string, @Req() request: FastifyRequest) {
    // The address that agencies were given is the one that they signed, whatever stands between them and us.
    const url = `${this.engine.publicUrl}${request.originalUrl}`;
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    return { reports: await this.inbox.accept(agency as AgencyCode, { method: request.method, url, headers, body }) };
  }
}
