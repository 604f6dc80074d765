import { allow, type Actor } from '@lienthong/access';
import type { LocalDate } from '@lienthong/calendar';
import { CurrentActor, describeApi } from '@lienthong/dossier';
import { Papers } from '@lienthong/papers';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, Matches } from 'class-validator';
import { DocumentDesk } from '../document-desk';
import { AnswersInPdf } from './answers-in-pdf';

const { Refuses } = describeApi;

const DAY = /^20\d{2}-\d{2}-\d{2}$/;

export class PrintRegisterDto {
  @ApiProperty({ format: 'date', example: '2026-10-01', description: 'First day' })
  @IsISO8601({ strict: true })
  @Matches(DAY)
  readonly from!: string;

  @ApiProperty({ format: 'date', example: '2026-10-31', description: 'Last day' })
  @IsISO8601({ strict: true })
  @Matches(DAY)
  readonly to!: string;

  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false', description: "With the organisation's digital seal" })
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly sealed?: 'true' | 'false';
}

@ApiTags('documents')
@Controller('offices')
export class RegisterController {
  constructor(
    private readonly papers: Papers,
    private readonly desk: DocumentDesk,
  ) {}

  @Get(':office/register')
  @ApiParam({ name: 'office', example: '26734', description: 'Code of the commune' })
  @ApiOperation({ summary: 'Form 07 as PDF: the dossiers that an office received in a period (officers, operators)' })
  @AnswersInPdf('The register, as things stand now')
  @Refuses(
    'actor-required',
    'not-allowed',
    'office-unknown',
    'period-invalid',
    'register-too-long',
    'seal-missing',
    'seal-not-valid',
    'printer-busy',
  )
  async print(
    @Param('office') office: string,
    @CurrentActor() actor: Actor,
    @Query() { from, to, sealed }: PrintRegisterDto,
  ): Promise<Buffer> {
    allow(actor, 'officer', 'operator');
    const form = await this.papers.register(office, from as LocalDate, to as LocalDate, actor);
    return this.desk.print(form, sealed === 'true');
  }
}
