import { Readable } from 'node:stream';
import { allow, type Actor } from '@lienthong/access';
import { AttachmentDesk, AttachmentRefused, FILE_TYPES } from '@lienthong/attachments';
import { CurrentActor, describeApi } from '@lienthong/dossier';
import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { sha256In } from './content-digest';
import { claimedType } from './edge/attachment-body';

const { Answers, ref, Refuses } = describeApi;

/** The client went away before all of the file was there. */
class UploadBrokenOff extends Error {
  readonly code = 'malformed-http';
}

@ApiTags('attachments')
@Controller('attachments')
export class UploadsController {
  constructor(private readonly desk: AttachmentDesk) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({
    summary: 'Upload a file that a form is to cite (citizens, officers)',
    description:
      'The body is the file itself. It is kept for at least a day, for whoever uploaded it, until a submission, a supplement or a correction ' +
      'cites its hash; one upload serves one dossier. Repeating it is safe.',
  })
  @ApiConsumes(...FILE_TYPES)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiHeader({ name: 'Content-Digest', required: false, schema: { type: 'string' }, description: 'RFC 9530; sha-256 is compared' })
  @Answers(201, ref('Attachment'), 'It is on the disk')
  @Refuses(
    'actor-required',
    'not-allowed',
    'attachment-empty',
    'attachment-too-large',
    'attachment-type-not-taken',
    'attachment-type-differs',
    'attachment-digest-differs',
    'attachment-digest-invalid',
    'attachments-pending-full',
    'attachments-disk-full',
    'key-write-failed',
  )
  async upload(@CurrentActor() actor: Actor, @Req() request: FastifyRequest) {
    try {
      allow(actor, 'citizen', 'officer');
      const sha256 = sha256In(request.headers['content-digest']);
      const length = request.headers['content-length'];
      const claims = { type: claimedType(request), ...(length !== undefined && { size: Number(length) }), ...(sha256 && { sha256 }) };
      if (!(request.body instanceof Readable)) throw new AttachmentRefused('attachment-empty');
      // Not ended by us, so that the answer still reaches the client.
      return await this.desk.uploads.accept(actor, request.body.iterator({ destroyOnReturn: false }), claims);
    } catch (error) {
      throw isReset(error) ? new UploadBrokenOff() : error;
    }
  }
}

const isReset = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
