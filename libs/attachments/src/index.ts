export { AttachmentDesk, type AttachmentPolicy } from './attachment-desk';
export { DossierFiles, type Kept, type OpenedAttachment } from './dossier-files';
export { FILE_TYPES, fileTypeOf, isFileType, type FileType } from './file-type';
export { DEFAULT_LIMITS, type AttachmentLimits } from './limits';
export { folderId } from './folder-id';
export type { CitedHashes } from './orphans';
export type { Attachment } from './measure';
export { DOSSIERS } from './places';
export { AttachmentRefused } from './refusal';
