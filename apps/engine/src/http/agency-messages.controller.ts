import type { AgencyCode } from '@lienthong/bundle';
import { describeApi } from '@lienthong/dossier';
import { Inbox } from '@lienthong/handoff';
import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Engine } from '../engine';

const { Answers, ref, Refuses } = describeApi;

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
  @ApiBody({ description: "The agency's message", schema: { type: 'object', additionalProperties: true } })
  @Answers(202, ref('Recordings'), 'What became of each report')
  @Refuses('unsigned', 'too-large', 'media-type-unsupported', 'dossier-busy', 'definition-changed', 'log-write-failed', 'outcome-unknown')
  async accept(@Param('agency') agency: string, @Req() request: FastifyRequest) {
    // The address that agencies were given is the one that they signed, whatever stands between them and us.
    const url = `${this.engine.publicUrl}${request.originalUrl}`;
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    const trace = request.trace && { trace: request.trace.traceparent };
    return { reports: await this.inbox.accept(agency as AgencyCode, { method: request.method, url, headers, body, ...trace }) };
  }
}
