import { allow, type Actor } from '@lienthong/access';
import { FORM_TITLES } from '@lienthong/documents';
import { CurrentActor, describeApi, DossierIdPipe } from '@lienthong/dossier';
import type { DossierId } from '@lienthong/dossier/domain';
import { Papers, type Paper } from '@lienthong/papers';
import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { DocumentDesk } from '../document-desk';
import { AnswersInPdf } from './answers-in-pdf';

const { Answers, ref, Refuses } = describeApi;

export class ListDocumentsDto {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, description: 'As of this revision; default: now' })
  @IsOptional()
  @Matches(/^\d{1,9}$/)
  readonly at?: string;
}

export class PrintDocumentDto extends ListDocumentsDto {
  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false', description: "With the organisation's digital seal" })
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly sealed?: 'true' | 'false';
}

@ApiTags('documents')
@Controller('dossiers')
export class DocumentsController {
  constructor(
    private readonly papers: Papers,
    private readonly desk: DocumentDesk,
  ) {}

  @Get(':id/documents')
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'The official forms that a dossier has (officers, operators)' })
  @Answers(200, ref('Documents'), 'In the order in which they were issued')
  @Refuses('actor-required', 'not-allowed', 'dossier-not-found', 'revision-not-there')
  async list(@Param('id', DossierIdPipe) id: DossierId, @CurrentActor() actor: Actor, @Query() { at }: ListDocumentsDto) {
    allow(actor, 'officer', 'operator');
    return { id, documents: (await this.papers.of(id, revisionOf(at))).map(shown) };
  }

  @Get(':id/documents/:name')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiParam({ name: 'name', example: '01', description: 'As in the list; or the number of a form, if there is one of it only' })
  @ApiOperation({ summary: 'An official form as PDF, as it was issued (officers, operators)' })
  @AnswersInPdf('The form')
  @Refuses(
    'actor-required',
    'not-allowed',
    'dossier-not-found',
    'document-not-found',
    'revision-not-there',
    'seal-missing',
    'seal-not-valid',
    'printer-busy',
  )
  async print(
    @Param('id', DossierIdPipe) id: DossierId,
    @Param('name') name: string,
    @CurrentActor() actor: Actor,
    @Query() { at, sealed }: PrintDocumentDto,
  ): Promise<Buffer> {
    allow(actor, 'officer', 'operator');
    const { data } = await this.papers.find(id, name, revisionOf(at));
    return this.desk.print(data, sealed === 'true');
  }
}

const revisionOf = (at: string | undefined): number | undefined => (at === undefined ? undefined : Number(at));

const shown = ({ name, revision, issuedAt, procedure, data: { form } }: Paper) => ({
  name,
  form,
  title: FORM_TITLES[form],
  revision,
  issuedAt,
  ...(procedure !== undefined && { procedure }),
});
