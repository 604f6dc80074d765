import { Body, Controller, Header, HttpCode, Post, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '../dossiers';
import { AnswersVersion, object, oneOf, Refuses, text, whole } from '../http/describe';
import { CurrentContext, IdempotencyKey } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';
import { SubmitDossier } from './submit-dossier.command';
import { SubmitDossierDto } from './submit-dossier.dto';

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class SubmitDossierController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(201)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Submit a dossier' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key with the same request gives the same dossier' })
  @AnswersVersion(
    201,
    object(
      { id: text, revision: whole, position: text, links: object({ self: text, events: text, reception: text }) },
      { quarantined: { ...oneOf('office-unknown', 'office-not-serving'), description: 'Why no one-stop can receive it yet' } },
    ),
    'Stored; its id and revision',
  )
  @Refuses(
    'actor-required',
    'bundle-unknown',
    'version-unknown',
    'version-not-in-force',
    'office-unknown',
    'submission-invalid',
    'idempotency-key-invalid',
    'idempotency-key-reused',
    'log-write-failed',
    'outcome-unknown',
  )
  async submit(
    @Body() body: SubmitDossierDto,
    @CurrentContext() context: CommandContext,
    @Res({ passthrough: true }) reply: { header(name: string, value: string): unknown },
    @IdempotencyKey() key?: string,
  ) {
    const submitted = await this.commands.execute(new SubmitDossier(body, context, key));
    const self = `/dossiers/${submitted.id}`;
    reply.header('Location', self);
    return { ...submitted, links: { self, events: `${self}/events`, reception: `${self}/reception` } };
  }
}
