import { sql } from 'kysely';
import type { ReadDatabase } from '../database/read-database';
import { VERSION } from '../database/read-tables';
import type { News, WriteAccess } from '../database/write-access';
import { holdLine, RAISE_FENCE } from './generations';
import type { Session } from '@lienthong/postgres';

/** Where commits are told. */
export const CHANNEL = `lienthong_v${VERSION}`;

/** One for all engines that keep tables of the same version. */
export const LOCK = [4_821_071, VERSION] as const;

/** The right to write the live tables. */
export interface Lease {
  /** Whoever gets the lease next has a higher one. */
  readonly fence: number;
  /** The schema of the tables. */
  readonly live: string;
}

/** Another process writes the tables now, or others took their place. Nothing was written. */
export class LeaseLost extends Error {
  readonly code = 'lease-lost';
  constructor() {
    super('another process writes these tables now');
  }
}

/** From here on nobody else can write. Waits for the commit that somebody else is in. */
export async function takeLease(session: Session): Promise<Lease> {
  const [lease] = await session.query<Lease>(RAISE_FENCE, [VERSION]);
  if (!lease) throw new Error('the read models in PostgreSQL were taken away');
  return lease;
}

/**
 * Writes tables that several processes share. Whether the lease still holds is looked at in each transaction, and cannot change until it
 * ends: a process that stood still and wakes up writes nothing.
 */
export const fenced = (db: ReadDatabase, { fence, live }: Lease): WriteAccess => ({
  write: (work, news) =>
    db.transaction().execute(async (rows) => {
      const line = await holdLine(rows, 'share');
      if (line?.fence !== fence || line.live !== live) throw new LeaseLost();
      const result = await work(rows);
      if (news) await sql`select pg_notify(${CHANNEL}, ${toPayload(news)})`.execute(rows);
      return result;
    }),
});

export const toPayload = ({ position, events }: News): string => JSON.stringify([position, events]);

export function fromPayload(payload: string): News {
  const [position, events] = JSON.parse(payload) as [News['position'], number];
  return { position, events };
}
