export { policeErrors } from './police.errors';
export { PoliceGateway } from './police.gateway';
export * from './police.messages';
export { policeNotice, type PoliceNotice } from './police.notices';
