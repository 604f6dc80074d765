import { Readable } from 'node:stream';
import { allow, type Actor } from '@lienthong/access';
import { AttachmentDesk, AttachmentRefused } from '@lienthong/attachments';
import { citedAttachments, CurrentActor, describeApi, Dossiers, DossierIdPipe } from '@lienthong/dossier';
import { CommandRejected, ERASED, isErased, type DossierId } from '@lienthong/dossier/domain';
import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { dispositionOf } from './disposition';
import { AnswersFile } from './edge/well-formed-request';

const { Answers, list, object, personal, ref, Refuses, text } = describeApi;

@ApiTags('attachments')
@Controller('dossiers')
export class AttachmentsController {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly desk: AttachmentDesk,
  ) {}

  @Get(':id/attachments')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'The files that the form cites, in all its versions, and whether they are here' })
  @Answers(200, object({ id: text, attachments: personal(list(ref('CitedAttachment'))) }), 'In the order in which they were cited')
  @Refuses('actor-required', 'dossier-not-found')
  async list(@Param('id', DossierIdPipe) id: DossierId, @CurrentActor() _: Actor) {
    const cited = await this.cited(id);
    if (isErased(cited)) return { id, attachments: ERASED };
    const attachments = [];
    for (const each of cited) {
      const found = await this.desk.files.find(id, each.sha256);
      attachments.push({ ...each, present: found !== undefined, ...(found && { size: found.size, type: found.type }) });
    }
    return { id, attachments };
  }

  @Get(':id/attachments/:sha256')
  @AnswersFile()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOperation({ summary: 'A file that the form cites (officers)', description: 'It is looked through first: what is given is whole.' })
  @ApiProduces('application/octet-stream')
  @Answers(200, { type: 'string', format: 'binary' }, 'The bytes as they were uploaded, to be saved and not to be shown as a page')
  @Refuses('actor-required', 'not-allowed', 'dossier-not-found', 'attachment-not-found', 'attachment-damaged', 'personal-data-erased')
  async bytes(@Param('id', DossierIdPipe) id: DossierId, @Param('sha256') sha256: string, @CurrentActor() actor: Actor) {
    allow(actor, 'officer');
    const cited = await this.cited(id);
    if (isErased(cited)) throw new CommandRejected('personal-data-erased', id);
    const citation = cited.findLast((each) => each.sha256 === sha256);
    if (!citation) throw new AttachmentRefused('attachment-not-found');
    const { bytes, type, size } = await this.desk.files.open(id, sha256);
    return new StreamableFile(Readable.from(bytes), { type, length: size, disposition: dispositionOf(citation.name, sha256, type) });
  }

  private async cited(id: DossierId) {
    const cited = await citedAttachments(this.dossiers.history(id));
    if (cited === undefined) throw new CommandRejected('dossier-not-found', id);
    return cited;
  }
}
