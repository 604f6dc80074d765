export { Metrics } from './metrics';
export { observeGateway } from './observe-gateway';
export { observeLog } from './observe-log';
export type { Reading } from './reading';
