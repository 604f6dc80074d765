import { allow, type Actor } from '@lienthong/access';
import { CurrentActor, describeApi, DossierIdPipe, Dossiers } from '@lienthong/dossier';
import { CommandRejected, type DossierId } from '@lienthong/dossier/domain';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { RECEIVER_NAMES, type ReceiverName } from '../status-sync-config';
import { StatusSyncDesk } from '../status-sync-desk';

const { Answers, object, oneOf, ref, Refuses, text } = describeApi;

export class TroublesDto {
  @ApiPropertyOptional({ enum: RECEIVER_NAMES })
  @IsOptional()
  @IsIn(RECEIVER_NAMES)
  readonly receiver?: ReceiverName;

  @ApiPropertyOptional({ minimum: 1, maximum: 1000, default: 100 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limit?: number;
}

export class ReleaseStatusesDto {
  @ApiProperty({ enum: RECEIVER_NAMES, description: 'Who is told again' })
  @IsIn(RECEIVER_NAMES)
  readonly receiver!: ReceiverName;

  @ApiProperty({ example: 'The portal knows the dossier now', description: 'Why it may go on. No personal data.' })
  @IsString()
  @Length(3, 500)
  readonly reason!: string;
}

@ApiTags('status-sync')
@Controller('status-sync')
export class StatusSyncController {
  constructor(
    private readonly desk: StatusSyncDesk,
    private readonly dossiers: Dossiers,
  ) {}

  @Get('troubles')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Dossiers of which portal or channel are not told at the moment (officers, operators)' })
  @Answers(200, ref('StatusTroubles'), 'What waits for a person first, of these what stands still the longest')
  @Refuses('actor-required', 'not-allowed')
  troubles(@Query() { receiver, limit = 100 }: TroublesDto, @CurrentActor() actor: Actor) {
    allow(actor, 'officer', 'operator');
    const troubles = this.desk.troubles().filter((each) => receiver === undefined || each.receiver === receiver);
    const refused = troubles.filter(({ kind }) => kind === 'refused').length;
    const { receivers, toldHere } = this.desk;
    return { receivers, toldHere, refused, failing: troubles.length - refused, troubles: troubles.slice(0, limit) };
  }

  @Get('dossiers/:id')
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'What portal and channel were told of a dossier, to the byte (officers, operators)' })
  @Answers(200, ref('ToldStatuses'), 'For each receiver in the order in which it went out')
  @Refuses('actor-required', 'not-allowed', 'dossier-not-found')
  async told(@Param('id', DossierIdPipe) id: DossierId, @CurrentActor() actor: Actor) {
    allow(actor, 'officer', 'operator');
    await this.require(id);
    const told = await this.desk.told(id);
    return { id, messages: told.map(({ body, ...each }) => ({ ...each, ...(body && { body: Buffer.from(body).toString() }) })) };
  }

  @Post('dossiers/:id/release')
  @HttpCode(200)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'Have a receiver told again of a dossier whose status it refused (operators)' })
  @Answers(200, object({ id: text, receiver: oneOf(...RECEIVER_NAMES) }), 'It is told again')
  @Refuses(
    'actor-required',
    'not-allowed',
    'dossier-not-found',
    'receiver-not-configured',
    'statuses-not-stopped',
    'log-write-failed',
    'outcome-unknown',
  )
  async release(
    @Param('id', DossierIdPipe) id: DossierId,
    @Body() { receiver, reason }: ReleaseStatusesDto,
    @CurrentActor() actor: Actor,
  ): Promise<{ readonly id: DossierId; readonly receiver: ReceiverName }> {
    allow(actor, 'operator');
    await this.require(id);
    await this.desk.release(receiver, id, reason, actor);
    return { id, receiver };
  }

  private async require(id: DossierId): Promise<void> {
    if ((await this.dossiers.load(id)) === undefined) throw new CommandRejected('dossier-not-found', id);
  }
}
