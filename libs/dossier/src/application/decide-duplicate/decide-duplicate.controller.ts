import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, Matches } from 'class-validator';
import type { DossierId, DuplicateDecision } from '../../domain';
import { ActOnDossier } from '../act-on-dossier/act-on-dossier.command';
import { ActsOnDossier } from '../act-on-dossier/acts-on-dossier';
import { ReasonDto } from '../act-on-dossier/reason.dto';
import type { CommandContext } from '../dossiers';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import type { Versions } from '../http/entity-tags';
import { CurrentContext, IfMatch } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class DecideDuplicateDto extends ReasonDto {
  @ApiProperty({
    type: [String],
    example: ['01a203ae-2dab-78b8-99aa-c3d7120170d9'],
    description: 'Dossiers that it was compared with; if they are the same matter, the first is where it goes on',
  })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(UUID, { each: true })
  readonly candidates!: string[];

  @ApiProperty({
    enum: ['same', 'other'],
    description: 'same: it was filed a second time and is not taken in; other: they only look alike',
  })
  @IsIn(['same', 'other'])
  readonly decision!: DuplicateDecision;
}

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class DecideDuplicateController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/duplicates')
  @ActsOnDossier({
    summary: 'Decide whether dossiers that look alike are about the same matter (officers)',
    refuses: ['candidate-unknown', 'already-received', 'dossier-ended', 'no-version-in-force', 'read-models-behind'],
  })
  decide(
    @Param('id', DossierIdPipe) id: DossierId,
    @Body() { candidates, decision, reason }: DecideDuplicateDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    const named = candidates as DossierId[];
    return this.commands.execute(new ActOnDossier(id, { type: 'DecideDuplicate', candidates: named, decision, reason }, context, ifMatch));
  }
}
