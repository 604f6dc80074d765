import type { AgencyCode } from '@lienthong/bundle';
import { instant } from '@lienthong/calendar';
import type { DossierId, Sha256 } from '@lienthong/dossier/domain';
import { openPool } from '@lienthong/postgres';
import { TestPostgres } from '@lienthong/postgres/testing';
import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely';
import type { Pool } from 'pg';
import type { ReadTables } from '../database/read-tables';
import { DossierList, type DossierFilter } from '../dossiers/dossier-list';
import { DueList, type DueFilter } from '../due/due-list';
import { DuplicateList } from '../duplicates/duplicate-list';
import { HandoffList, type HandoffFilter } from '../handoffs/handoff-list';
import { encodeCursor } from '../lists/cursor';
import { ReadAccess } from '../lists/read-access';
import { ProcedureList, type ProcedureFilter } from '../procedures/procedure-list';
import type { TableKeeper } from '../table-keeper';
import { subsets } from '../testing/subsets';
import { TimerList } from '../timers/timer-list';
import { ensureTables, firstSchema } from './generations';

const DOSSIER = '019a9f00-0000-7000-8000-000000000001' as DossierId;
const NOW = instant('2026-10-26T03:00:00Z');
const NOBODY: TableKeeper = { position: () => undefined, onCommit: () => () => undefined, postpone: async () => undefined };

// Without rows PostgreSQL would read any table through. Told that this and sorting cost ten thousand million, it does so only where no index will do.
describe('in PostgreSQL, a page of a list', () => {
  let postgres: TestPostgres;
  let pool: Pool;
  let asked: CompiledQuery[];
  let access: ReadAccess;
  beforeAll(async () => {
    postgres = await TestPostgres.start();
    const url = await postgres.database();
    await ensureTables(url);
    pool = openPool(url, { schema: firstSchema(), max: 1 });
    await pool.query('set enable_seqscan = off; set enable_sort = off; set enable_incremental_sort = off');
    const db = new Kysely<ReadTables>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void asked.push(query) });
    access = new ReadAccess(() => db);
  });
  beforeEach(() => (asked = []));
  afterAll(async () => {
    await access.close();
    await postgres.end();
  });

  async function expectSeeks(): Promise<void> {
    const queries = asked.filter(({ sql }) => sql.trimStart().startsWith('select') && !sql.includes('"checkpoint"'));
    expect(queries.length).toBeGreaterThan(0);
    const costly: string[] = [];
    for (const { sql, parameters } of queries) {
      const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters]);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      if (/Seq Scan|Sort/.test(plan)) costly.push(`${sql}\n${plan}`);
    }
    expect(costly).toEqual([]);
  }

  it('of dossiers is a walk along an index, whatever the filter', async () => {
    const list = new DossierList(access);
    const whole: DossierFilter = {
      phase: 'under-way',
      office: '26734',
      bundle: 'birth',
      outcome: 'completed',
      waitsFor: 'task',
      task: 'receive',
      submittedFrom: NOW,
    };
    for (const filter of subsets(whole)) {
      await list.list(filter);
      const { phase, office, bundle, outcome, waitsFor, task, submittedFrom } = filter;
      const digested = { list: 'dossiers', phase, office, bundle, outcome, waitsFor, task, submittedFrom, submittedTo: undefined };
      await list.list({ ...filter, cursor: encodeCursor(digested, [NOW, DOSSIER]) });
    }
    await expectSeeks();
  });

  it('of procedures is a walk along an index', async () => {
    const list = new ProcedureList(access);
    for (const filter of subsets<ProcedureFilter>({ status: 'started', agency: 'police', dossier: DOSSIER })) await list.list(filter);
    await expectSeeks();
  });

  it.each(['open', 'pending', 'settled'] as const)('of %s handoffs is a walk along an index', async (group) => {
    const list = new HandoffList(access, NOBODY);
    for (const filter of subsets<HandoffFilter>({ agency: 'police' })) {
      await list.list({ group, ...filter });
      const digested = { list: 'handoffs', group, agency: filter.agency, dossier: undefined };
      await list.list({ group, ...filter, cursor: encodeCursor(digested, [NOW, `${DOSSIER}.birth-registration`]) });
    }
    await expectSeeks();
  });

  it('of what is due, of what time alone changes, and of duplicates is a seek', async () => {
    const [handoffs, timers] = [new HandoffList(access, NOBODY), new TimerList(access, NOBODY)];
    await handoffs.due('police' as AgencyCode, NOW, 10);
    await handoffs.nextDueAfter('police' as AgencyCode, NOW);
    await timers.due(NOW, 10);
    await timers.due(NOW, 10, { dossier: DOSSIER, at: NOW });
    await timers.nextAfter(NOW);
    await new DuplicateList(access, { position: () => undefined, reached: async () => undefined }).sharing(['a', 'b'] as Sha256[], 50);
    await expectSeeks();
  });

  it('of what is late or due soon is a walk along an index, whatever the filter', async () => {
    const list = new DueList(access, { now: () => NOW });
    for (const filter of subsets<DueFilter>({ state: 'soon', office: '26734', agency: 'police' })) await list.list(filter);
    await list.list({ state: 'late' });
    await expectSeeks();
  });
});
