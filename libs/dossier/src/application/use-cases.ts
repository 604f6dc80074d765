import type { Provider, Type } from '@nestjs/common';
import { GetDossierController } from './get-dossier/get-dossier.controller';
import { GetDossierHandler } from './get-dossier/get-dossier.handler';
import { GetHistoryController } from './get-history/get-history.controller';
import { GetHistoryHandler } from './get-history/get-history.handler';
import { ReceiveDossierController } from './receive-dossier/receive-dossier.controller';
import { ReceiveDossierHandler } from './receive-dossier/receive-dossier.handler';
import { ReleaseHandoffController } from './release-handoff/release-handoff.controller';
import { ReleaseHandoffHandler } from './release-handoff/release-handoff.handler';
import { ReturnResultsController } from './return-results/return-results.controller';
import { ReturnResultsHandler } from './return-results/return-results.handler';
import { SubmitDossierController } from './submit-dossier/submit-dossier.controller';
import { SubmitDossierHandler } from './submit-dossier/submit-dossier.handler';

/** One per use case: what the composition registers. They need `Dossiers`, `SubmissionKeys`, `Workflows`, `CLOCK` and `KEY_VAULT`. */
export const DOSSIER_HANDLERS: Provider[] = [
  GetDossierHandler,
  GetHistoryHandler,
  ReceiveDossierHandler,
  ReleaseHandoffHandler,
  ReturnResultsHandler,
  SubmitDossierHandler,
];

export const DOSSIER_CONTROLLERS: Type[] = [
  GetDossierController,
  GetHistoryController,
  ReceiveDossierController,
  ReleaseHandoffController,
  ReturnResultsController,
  SubmitDossierController,
];
