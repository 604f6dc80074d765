export { socialInsuranceErrors } from './social-insurance.errors';
export { SocialInsuranceGateway } from './social-insurance.gateway';
export * from './social-insurance.messages';
