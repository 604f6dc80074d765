export { StatusClient, type StatusDialect } from './status-client';
