import { Body, Controller, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import type { DossierId } from '../../domain';
import { ActOnDossier } from '../act-on-dossier/act-on-dossier.command';
import { ActsOnDossier } from '../act-on-dossier/acts-on-dossier';
import type { CommandContext } from '../dossiers';
import { DossierIdPipe } from '../http/dossier-id.pipe';
import type { Versions } from '../http/entity-tags';
import { IsNotBlank } from '../http/is-not-blank';
import { ordinal } from '../http/ordinal';
import { CurrentContext, IfMatch } from '../http/request-context';
import { VersionHeaders } from '../http/version-headers';

export class RecordPaymentDto {
  @ApiProperty({ example: 'BL-2026-000417', maxLength: 100, description: 'Number of the receipt. No personal data.' })
  @IsNotBlank(100)
  readonly reference!: string;
}

@ApiTags('dossiers')
@Controller('dossiers')
@UseInterceptors(VersionHeaders)
export class RecordPaymentController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/payments/:number/receipt')
  @ActsOnDossier({
    summary: 'Record that a payment was received (officers)',
    refuses: ['payment-not-found', 'payment-already-received', 'no-version-in-force'],
  })
  record(
    @Param('id', DossierIdPipe) id: DossierId,
    @Param('number') number: string,
    @Body() { reference }: RecordPaymentDto,
    @CurrentContext() context: CommandContext,
    @IfMatch() ifMatch?: Versions,
  ) {
    const payment = ordinal(number, 'payment-not-found');
    return this.commands.execute(new ActOnDossier(id, { type: 'RecordPayment', payment, reference }, context, ifMatch));
  }
}
