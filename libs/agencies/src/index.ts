export { createGateways, type AgencyEndpoint, type GatewaysConfig, type SigningAgency } from './create-gateways';
export { errorCatalogues } from './error-catalogues';
export {
  AgencyClient,
  SignatureRejected,
  ensureKeyPair,
  exchange,
  readPrivateKey,
  readPublicKey,
  signRequest,
  verifyRequest,
  type SigningKey,
  type VerificationKeys,
} from './http';
export * as justice from './justice';
export * as police from './police';
export * as socialInsurance from './social-insurance';
export { NotThatMessage, WireSchema, canonicalBytes, type CatalogueEntry, type ErrorCatalogue, type Verdict } from './wire';
