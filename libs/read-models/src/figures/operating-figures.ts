import type { AgencyCode } from '@lienthong/bundle';
import type { Clock, Instant } from '@lienthong/calendar';
import type { Task } from '@lienthong/dossier/domain';
import type { Transaction } from 'kysely';
import type { ReadTables } from '../database/read-tables';
import type { Standing } from '../handoffs/handoff-row';
import type { Reads } from '../lists/read-access';

/** So many of something, and since when the oldest has been so. */
export interface Amount {
  readonly count: number;
  /** Absent where there are none. */
  readonly oldest?: Instant;
}

/** How it stands with the work, at one moment. */
export interface OperatingFigures {
  readonly agencies: readonly {
    readonly agency: AgencyCode;
    /** What the engine should have done by now; the oldest by the moment at which it was due. */
    readonly due: Amount;
    readonly standing: Readonly<Record<Exclude<Standing, 'settled'>, Amount>>;
  }[];
  /** Dossiers whose promise has passed; the oldest by the promise. Those that wait for the citizen are not late. */
  readonly late: Amount;
  /** Dossiers that wait for a person. */
  readonly tasks: ReadonlyMap<Task, number>;
}

const STANDINGS = ['pending', 'in-flight', 'parked'] as const;

/** Counts what is open. What it costs grows with that, never with what is done. */
export class Figures {
  constructor(
    private readonly access: Reads,
    private readonly clock: Clock,
  ) {}

  read(agencies: readonly AgencyCode[]): Promise<OperatingFigures> {
    const now = this.clock.now();
    return this.access.read(async (rows) => {
      const found = [];
      for (const agency of agencies) {
        const standing = { pending: NONE, 'in-flight': NONE, parked: NONE } as Record<Exclude<Standing, 'settled'>, Amount>;
        for (const each of STANDINGS) standing[each] = await standingWith(rows, agency, each);
        found.push({ agency, due: await dueWith(rows, agency, now), standing });
      }
      return { agencies: found, late: await late(rows, now), tasks: await tasks(rows) };
    });
  }
}

const NONE: Amount = { count: 0 };

async function standingWith(rows: Transaction<ReadTables>, agency: AgencyCode, standing: Standing): Promise<Amount> {
  const found = await rows
    .selectFrom('handoff')
    .select(({ fn }) => [fn.countAll().as('count'), fn.min('since').as('oldest')])
    .where('agency', '=', agency)
    .where('standing', '=', standing)
    .executeTakeFirst();
  return amount(found);
}

async function dueWith(rows: Transaction<ReadTables>, agency: AgencyCode, now: Instant): Promise<Amount> {
  const found = await rows
    .selectFrom('handoff')
    .select(({ fn }) => [fn.countAll().as('count'), fn.min('due_at').as('oldest')])
    .where('agency', '=', agency)
    .where('due_at', '<=', now)
    .executeTakeFirst();
  return amount(found);
}

async function late(rows: Transaction<ReadTables>, now: Instant): Promise<Amount> {
  const found = await rows
    .selectFrom('due')
    .select(({ fn }) => [fn.countAll().as('count'), fn.min('promised').as('oldest')])
    .where('promised', '<', now)
    .where('of', '=', 'dossier')
    .executeTakeFirst();
  return amount(found);
}

async function tasks(rows: Transaction<ReadTables>): Promise<ReadonlyMap<Task, number>> {
  const found = await rows
    .selectFrom('dossier')
    .select(({ fn }) => ['task', fn.countAll().as('count')])
    .where('task', 'is not', null)
    .groupBy('task')
    .execute();
  return new Map(found.map(({ task, count }) => [task as Task, Number(count)]));
}

// PostgreSQL counts in bigint, which its client hands over as text.
const amount = (found: { count: number | string | bigint; oldest: string | null } | undefined): Amount => ({
  count: Number(found?.count ?? 0),
  ...(found?.oldest && { oldest: found.oldest as Instant }),
});
