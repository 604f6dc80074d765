export { createGateways, type AgencyEndpoint, type GatewaysConfig, type SigningAgency } from './create-gateways';
export { createStatusReceivers } from './create-status-receivers';
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
export * as funeral from './funeral';
export * as justice from './justice';
export * as linkedChannel from './linked-channel';
export * as police from './police';
export * as portal from './portal';
export * as socialInsurance from './social-insurance';
export { NotThatMessage, WireSchema, canonicalBytes, type CatalogueEntry, type ErrorCatalogue, type Verdict } from './wire';
