export { socialInsuranceErrors } from './social-insurance.errors';
export { SocialInsuranceGateway } from './social-insurance.gateway';
export type { Decision, FuneralRequest, SurvivorRequest } from './social-insurance.death.messages';
export * from './social-insurance.messages';
export { cardChange, changeReceipt, type CardChange, type ChangeReceipt } from './social-insurance.changes';
