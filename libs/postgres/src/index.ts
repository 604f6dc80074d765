export { connectionTo, openPool, type PoolOptions } from './connection';
export { isFirst, Tenure, TENURE_PATIENCE, type TenureListener, type TenureOptions, type TenurePatience } from './tenure';
export { Session, type SessionListener, type SessionOptions } from './session';
