export { ExportFile, ExportRefused, type ExportRefusal } from './export/export-file';
export { exportLog, type ExportOrder } from './export/export-log';
export { findMissingAttachments, type AttachmentsVerdict, type MissingAttachment } from './find-missing-attachments';
export { findMissingMessages, type MissingMessage } from './find-missing-messages';
export { replayDossier, type Difference, type ReplayVerdict } from './replay-dossier';
export { verifyLog, type DamagedAppend, type LogVerdict } from './verify-log';
