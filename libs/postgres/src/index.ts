export { isAway } from './away';
export { connectionTo, openPool, type PoolOptions } from './connection';
export { MAKING, making } from './making';
export { isFirst, Tenure, TENURE_PATIENCE, type TenureListener, type TenureOptions, type TenurePatience } from './tenure';
export { Session, type SessionListener, type SessionOptions } from './session';
