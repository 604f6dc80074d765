import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '../dossiers';
import { CurrentContext, IdempotencyKey } from '../http/request-context';
import { SubmitDossier } from './submit-dossier.command';
import { SubmitDossierDto } from './submit-dossier.dto';

@ApiTags('dossiers')
@Controller('dossiers')
export class SubmitDossierController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(201)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Submit a dossier' })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key with the same request gives the same dossier' })
  @ApiCreatedResponse({ description: 'Stored; its id and revision' })
  async submit(@Body() body: SubmitDossierDto, @CurrentContext() context: CommandContext, @IdempotencyKey() key?: string) {
    const { id, revision } = await this.commands.execute(new SubmitDossier(body, context, key));
    return { id, revision, links: { self: `/dossiers/${id}`, events: `/dossiers/${id}/events`, reception: `/dossiers/${id}/reception` } };
  }
}
