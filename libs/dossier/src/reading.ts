/** The third door: what a reader of the log needs, in a thread that shall not load the application and its framework. */
export { decodeBare, type BareEvent } from './application/codec/bare-event';
export { dossierOf, DOSSIER_STREAMS, streamOf } from './application/codec/dossier-codec';
export { RecentlyUsed } from './application/recently-used';
