/** For tests of other rooms: a KurrentDB that answers the real client, without a server. */
export { KurrentDbFacade, type FacadeOptions } from './kurrentdb-facade';
export type { Fault } from './faults';
