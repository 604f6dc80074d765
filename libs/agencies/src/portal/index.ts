export { PortalClient, toTienDo } from './portal.client';
export { portalErrors } from './portal.errors';
export * from './portal.messages';
