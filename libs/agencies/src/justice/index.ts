export * from './justice.dates';
export { justiceErrors } from './justice.errors';
export { JusticeGateway } from './justice.gateway';
export * from './justice.messages';
