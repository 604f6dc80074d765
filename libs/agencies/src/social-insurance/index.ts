export { socialInsuranceErrors } from './social-insurance.errors';
export { SocialInsuranceGateway } from './social-insurance.gateway';
export * from './social-insurance.messages';
export { cardChange, changeReceipt, type CardChange, type ChangeReceipt } from './social-insurance.changes';
