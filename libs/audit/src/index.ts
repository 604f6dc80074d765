export { replayDossier, type Difference, type ReplayVerdict } from './replay-dossier';
export { verifyLog, type LogVerdict } from './verify-log';
