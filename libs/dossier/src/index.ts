export { decode, dossierOf, DOSSIER_STREAMS, streamOf, type RecordedEvent } from './application/codec/dossier-codec';
export { DefinitionChanged, DossierBusy, Dossiers, type CommandContext, type DossierAt, type Execution } from './application/dossiers';
export type { DossierView, ProcedureView } from './application/get-dossier/dossier-view';
export type { HistoryEntry } from './application/get-history/get-history.query';
export { CurrentActor, CurrentContext } from './application/http/request-context';
export { IdempotencyKeyReused, SubmissionKeys } from './application/submission-keys';
export { BundleUnknown, SubmissionInvalid } from './application/submit-dossier/submit-dossier.command';
export { CLOCK, KEY_VAULT, WORKFLOWS } from './application/tokens';
export { DOSSIER_CONTROLLERS, DOSSIER_HANDLERS } from './application/use-cases';
