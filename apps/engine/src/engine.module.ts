import { CLOCK, DOSSIER_CONTROLLERS, DOSSIER_HANDLERS, Dossiers, KEY_VAULT, SubmissionKeys, WORKFLOWS } from '@lienthong/dossier';
import { Inbox, Quarantine } from '@lienthong/handoff';
import { HandoffList } from '@lienthong/read-models';
import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Engine } from './engine';
import { AgencyMessagesController } from './http/agency-messages.controller';
import { HandoffsController } from './http/handoffs.controller';
import { HealthController } from './http/health.controller';
import { ProblemsController } from './http/problems.controller';
import { QuarantineController } from './http/quarantine.controller';
import { VersionController } from './http/version.controller';

/** The engine as Nest sees it: its parts as providers, the use cases on the buses, the API on top. */
@Module({})
export class EngineModule {
  static of(engine: Engine): DynamicModule {
    return {
      module: EngineModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        ...DOSSIER_CONTROLLERS,
        AgencyMessagesController,
        HandoffsController,
        HealthController,
        ProblemsController,
        QuarantineController,
        VersionController,
      ],
      providers: [
        ...DOSSIER_HANDLERS,
        { provide: Engine, useValue: engine },
        { provide: Dossiers, useValue: engine.dossiers },
        { provide: SubmissionKeys, useValue: engine.submissionKeys },
        { provide: HandoffList, useValue: engine.handoffs },
        { provide: Inbox, useValue: engine.inbox },
        { provide: Quarantine, useValue: engine.quarantine },
        { provide: WORKFLOWS, useValue: engine.workflows },
        { provide: KEY_VAULT, useValue: engine.vault },
        { provide: CLOCK, useValue: engine.time },
      ],
    };
  }
}
