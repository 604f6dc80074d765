export { funeralErrors } from './funeral.errors';
export { FuneralGateway, type FuneralAuthority } from './funeral.gateway';
export * from './funeral.messages';
export { claimNotice, type ClaimNotice } from './funeral.notices';
