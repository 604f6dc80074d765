import { allow, type Actor } from '@lienthong/access';
import { CurrentActor, describeApi } from '@lienthong/dossier';
import { Quarantine, type QuarantinedMessage } from '@lienthong/handoff';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

const { Answers, ref, Refuses } = describeApi;

@ApiTags('agencies')
@Controller('quarantine')
export class QuarantineController {
  constructor(private readonly quarantine: Quarantine) {}

  @Get()
  @ApiOperation({ summary: "Agencies' messages that could not be taken over, newest first; without their content" })
  @Answers(200, ref('QuarantinedMessages'), 'The last hundred')
  @Refuses('actor-required', 'not-allowed')
  async list(@CurrentActor() actor: Actor) {
    allow(actor, 'officer', 'operator');
    const messages: Omit<QuarantinedMessage, 'body'>[] = [];
    for await (const { body: _, ...message } of this.quarantine.list()) messages.push(message);
    return { messages };
  }
}
