import { shownPostgres } from './servers-config';

/** A PostgreSQL that is configured cannot be used. The address is shown without user and password. */
export class PostgresUnavailable extends Error {
  readonly code = 'postgres-unavailable';
  constructor(variable: string, url: string, reason: unknown) {
    const why = reason instanceof Error && reason.message !== '' ? reason.message : String(reason);
    super(`${shownPostgres(url)} (${variable}): ${why}`);
  }
}
