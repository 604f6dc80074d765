export { connectionTo, openPool, type PoolOptions } from './connection';
export { Session, type SessionListener, type SessionOptions } from './session';
