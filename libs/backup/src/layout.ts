/** The names in a backup; in the data directory they are the same. */
export const LOG = 'log.db';
export const KEYS = 'keys.db';
export const SIGNING_KEYS = 'signing-keys';
/** Those of dossiers only: what was uploaded and not taken over yet can be uploaded again. */
export const ATTACHMENTS = 'attachments';
export const DEVELOPMENT_KEY = 'development-master.key';

/** What SQLite may leave beside a database. A newer database must never meet an older one's. */
export const withCompanions = (database: string): string[] => ['', '-wal', '-shm', '-journal'].map((ending) => `${database}${ending}`);
