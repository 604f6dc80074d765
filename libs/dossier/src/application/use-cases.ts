import type { Provider, Type } from '@nestjs/common';
import { ActOnDossierHandler } from './act-on-dossier/act-on-dossier.handler';
import { AssignOfficeController } from './assign-office/assign-office.controller';
import { CorrectDossierController } from './correct-dossier/correct-dossier.controller';
import { DecideDuplicateController } from './decide-duplicate/decide-duplicate.controller';
import { DeclineDossierController } from './decline-dossier/decline-dossier.controller';
import { GetDeadlinesController } from './get-deadlines/get-deadlines.controller';
import { GetDeadlinesHandler } from './get-deadlines/get-deadlines.handler';
import { Duplicates } from './duplicates/duplicates';
import { GetDuplicatesController } from './get-duplicates/get-duplicates.controller';
import { GetDuplicatesHandler } from './get-duplicates/get-duplicates.handler';
import { IssueApologyController } from './issue-apology/issue-apology.controller';
import { RequireVerificationController } from './require-verification/require-verification.controller';
import { GetDossierController } from './get-dossier/get-dossier.controller';
import { GetDossierHandler } from './get-dossier/get-dossier.handler';
import { GetFormVersionsController } from './get-form-versions/get-form-versions.controller';
import { GetFormVersionsHandler } from './get-form-versions/get-form-versions.handler';
import { GetHistoryController } from './get-history/get-history.controller';
import { GetHistoryHandler } from './get-history/get-history.handler';
import { ProvideSupplementController } from './provide-supplement/provide-supplement.controller';
import { ReceiveDossierController } from './receive-dossier/receive-dossier.controller';
import { ReceiveDossierHandler } from './receive-dossier/receive-dossier.handler';
import { RecordPaymentController } from './record-payment/record-payment.controller';
import { ReleaseHandoffController } from './release-handoff/release-handoff.controller';
import { ReleaseHandoffHandler } from './release-handoff/release-handoff.handler';
import { RequestPaymentController } from './request-payment/request-payment.controller';
import { RequestSupplementController } from './request-supplement/request-supplement.controller';
import { ReturnResultsController } from './return-results/return-results.controller';
import { ReturnResultsHandler } from './return-results/return-results.handler';
import { StopDossierController } from './stop-dossier/stop-dossier.controller';
import { SubmitDossierController } from './submit-dossier/submit-dossier.controller';
import { SubmitDossierHandler } from './submit-dossier/submit-dossier.handler';
import { WithdrawDossierController } from './withdraw-dossier/withdraw-dossier.controller';

/** One per use case: what the composition registers. They need `Dossiers`, `SubmissionKeys`, and what `tokens.ts` names. */
export const DOSSIER_HANDLERS: Provider[] = [
  ActOnDossierHandler,
  GetDeadlinesHandler,
  GetDossierHandler,
  Duplicates,
  GetDuplicatesHandler,
  GetFormVersionsHandler,
  GetHistoryHandler,
  ReceiveDossierHandler,
  ReleaseHandoffHandler,
  ReturnResultsHandler,
  SubmitDossierHandler,
];

export const DOSSIER_CONTROLLERS: Type[] = [
  AssignOfficeController,
  RequireVerificationController,
  IssueApologyController,
  GetDeadlinesController,
  CorrectDossierController,
  DecideDuplicateController,
  DeclineDossierController,
  GetDuplicatesController,
  GetDossierController,
  GetFormVersionsController,
  GetHistoryController,
  ProvideSupplementController,
  ReceiveDossierController,
  RecordPaymentController,
  ReleaseHandoffController,
  RequestPaymentController,
  RequestSupplementController,
  ReturnResultsController,
  StopDossierController,
  SubmitDossierController,
  WithdrawDossierController,
];
