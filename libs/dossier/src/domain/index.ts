export * from './commands';
export { decide } from './decide';
export * from './dossier';
export * from './dossier.events';
export { buildPayload } from './expression-context';
export * from './handoff';
export * from './personal';
export { plan } from './saga';
export { isFinal } from './standing';
