export { policeErrors } from './police.errors';
export { PoliceGateway } from './police.gateway';
export * from './police.messages';
