import { AttachmentDesk } from '@lienthong/attachments';
import {
  ATTACHMENTS,
  CLOCK,
  DOSSIER_CONTROLLERS,
  DOSSIER_HANDLERS,
  Dossiers,
  DUPLICATE_INDEX,
  KEY_VAULT,
  SubmissionKeys,
  WORKFLOWS,
} from '@lienthong/dossier';
import { Inbox, Quarantine } from '@lienthong/handoff';
import { Papers } from '@lienthong/papers';
import { ReadModels } from '@lienthong/read-models';
import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DocumentDesk } from './document-desk';
import { Engine } from './engine';
import { AgencyMessagesController } from './http/agency-messages.controller';
import { DocumentsController } from './http/documents.controller';
import { AttachmentsController } from './http/attachments.controller';
import { DossiersListController } from './http/dossiers-list.controller';
import { DueController } from './http/due.controller';
import { HandoffsController } from './http/handoffs.controller';
import { HealthController } from './http/health.controller';
import { MetricsController } from './http/metrics.controller';
import { ProblemsController } from './http/problems.controller';
import { ProceduresController } from './http/procedures.controller';
import { QuarantineController } from './http/quarantine.controller';
import { RegisterController } from './http/register.controller';
import { StatisticsController } from './http/statistics.controller';
import { StatusSyncController } from './http/status-sync.controller';
import { UploadsController } from './http/uploads.controller';
import { VersionController } from './http/version.controller';
import { ReadModelsController } from './http/read-models.controller';
import { ListAnswer } from './http/read-position';
import { StatusSyncDesk } from './status-sync-desk';

/** What is asked of a process, whatever its roles are. */
const OF_EVERY_PROCESS = [HealthController, MetricsController, VersionController];

const OF_THE_API = [
  ...DOSSIER_CONTROLLERS,
  AgencyMessagesController,
  DocumentsController,
  AttachmentsController,
  DossiersListController,
  DueController,
  HandoffsController,
  ProblemsController,
  ProceduresController,
  QuarantineController,
  RegisterController,
  StatisticsController,
  StatusSyncController,
  UploadsController,
  ReadModelsController,
];

/** The engine as Nest sees it: its parts as providers, the use cases on the buses, the API on top. */
@Module({})
export class EngineModule {
  static of(engine: Engine): DynamicModule {
    return {
      module: EngineModule,
      imports: [CqrsModule.forRoot()],
      controllers: engine.roles.has('web') ? [...OF_EVERY_PROCESS, ...OF_THE_API] : [...OF_EVERY_PROCESS],
      providers: [
        ...DOSSIER_HANDLERS,
        { provide: Engine, useValue: engine },
        { provide: Dossiers, useValue: engine.dossiers },
        { provide: Papers, useValue: engine.papers },
        { provide: DocumentDesk, useValue: engine.documents },
        { provide: AttachmentDesk, useValue: engine.attachments },
        { provide: ATTACHMENTS, useValue: engine.attachments },
        { provide: SubmissionKeys, useValue: engine.submissionKeys },
        { provide: ReadModels, useValue: engine.readModels },
        { provide: DUPLICATE_INDEX, useValue: engine.duplicates },
        ListAnswer,
        { provide: Inbox, useValue: engine.inbox },
        { provide: Quarantine, useValue: engine.quarantine },
        { provide: StatusSyncDesk, useValue: new StatusSyncDesk(engine, engine.store, engine.vault) },
        { provide: WORKFLOWS, useValue: engine.workflows },
        { provide: KEY_VAULT, useValue: engine.vault },
        { provide: CLOCK, useValue: engine.time },
      ],
    };
  }
}
