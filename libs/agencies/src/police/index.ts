export { policeErrors } from './police.errors';
export { PoliceGateway } from './police.gateway';
export type { DeletionNotice, ResidenceDeletion } from './police.deletion.messages';
export * from './police.messages';
export { policeNotice, type PoliceNotice } from './police.notices';
