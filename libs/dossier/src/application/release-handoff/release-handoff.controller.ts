import { Body, Controller, HttpCode, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { CommandRejected, parseHandoffId } from '../../domain';
import type { CommandContext } from '../dossiers';
import type { Versions } from '../http/entity-tags';
import { AnswersVersion, MayBeRepeated, object, Refuses, text, whole } from '../http/describe';
import { CurrentContext, IfMatch } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';
import { ReleaseHandoff } from './release-handoff.command';

export class ReleaseHandoffDto {
  @ApiProperty({ example: 'Police corrected the code of the commune', description: 'Why it may go again. No personal data.' })
  @IsString()
  @Length(3, 500)
  readonly reason!: string;
}

@ApiTags('handoffs')
@Controller('handoffs')
@UseInterceptors(VersionHeaders)
export class ReleaseHandoffController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':handoff/release')
  @HttpCode(200)
  @MayBeRepeated()
  @AnswersVersion(200, object({ handoff: text, revision: whole, position: text }), 'It goes again; the version of its dossier')
  @Refuses(
    'actor-required',
    'not-allowed',
    'dossier-not-found',
    'handoff-not-found',
    'handoff-not-parked',
    'not-received',
    'definition-changed',
    'dossier-busy',
    'precondition-invalid',
    'version-changed',
    'idempotency-key-invalid',
    'log-write-failed',
    'outcome-unknown',
  )
  @ApiOperation({ summary: 'Have a parked handoff tried again (operators, officers)' })
  release(
    @Param('handoff') text: string,
    @Body() { reason }: ReleaseHandoffDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    const handoff = parseHandoffId(text);
    if (!handoff) throw new CommandRejected('handoff-not-found', 'no id of a handoff');
    return this.commands.execute(new ReleaseHandoff(handoff, reason, context, ifMatch));
  }
}
