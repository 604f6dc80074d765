import type { AgencyCode } from '@lienthong/bundle';
import { plusMillis } from '@lienthong/calendar';
import { handoffId, type DossierId } from '@lienthong/dossier/domain';
import { rowsDigest, type RowsDigest } from '../rebuild/rows-digest';
import { SharedLog } from '../testing/shared-log';
import { BIRTH, until } from '../testing/readers';
import { directly } from '../database/write-access';
import { openSchema } from './connection';
import { ensureTables, firstSchema } from './generations';
import { fenced, LeaseLost } from './lease';
import { PostgresReads } from './postgres-reads';
import type { SharedReadModels } from './shared-read-models';
import { TestPostgres } from '@lienthong/postgres/testing';

const FENCE = 'select fence from lienthong.read_models';
/** Ends the sessions that hold the lease, as a network does that fails, or the server when a process stands still. */
const CUT = `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`;

describe('the read models that several engines share', () => {
  let postgres: TestPostgres;
  let log: SharedLog;
  beforeAll(async () => (postgres = await TestPostgres.start()));
  afterAll(() => postgres.end());
  beforeEach(async () => (log = new SharedLog(await postgres.database())));
  afterEach(() => log.close());

  const shown = async (models: SharedReadModels): Promise<string[]> =>
    (await models.dossiers.list({ limit: 1_000 })).items.map(({ id }) => id);
  const fence = async (): Promise<number> => Number((await postgres.tell(FENCE, log.url))[0]?.['fence']);
  const digest = async (): Promise<RowsDigest> => {
    const reads = new PostgresReads(log.url);
    try {
      return await reads.read(rowsDigest);
    } finally {
      await reads.close();
    }
  };
  /** Of all that is stored, as SQLite has it. */
  const embedded = async (): Promise<RowsDigest> => {
    await log.embedded.keep();
    const found = await log.embedded.digest();
    await log.embedded.stop();
    return found;
  };

  it('show a dossier in each of them once one has waited for the position of its reception', async () => {
    const [one, other] = [await log.engine(), await log.engine()];
    const id = await log.writers.received();
    for (const models of [one, other]) {
      await log.caughtUp(models);
      expect(await shown(models)).toEqual([id]);
      expect((await models.handoffs.list()).position).toBe(await log.end());
      expect(await models.state()).toMatchObject({ lag: 0, position: await log.end(), logEnd: await log.end() });
    }
  });

  it('give operators their figures as numbers', async () => {
    const models = await log.engine();
    await log.writers.received();
    await log.writers.submitted();
    await log.caughtUp(models);
    const { agencies, late, tasks } = await models.figures.read(['justice' as AgencyCode]);
    expect(agencies).toMatchObject([{ agency: 'justice', standing: { pending: { count: 1 }, parked: { count: 0 } } }]);
    expect([typeof late.count, tasks.get('receive')]).toEqual(['number', 1]);
  });

  it('are written by one of them, and by the next when that one has closed', async () => {
    const [one, other] = [await log.engine(), await log.engine()];
    const ids = [await log.writers.received()];
    await log.caughtUp(other);
    expect(await fence()).toBe(1);
    await one.close();
    ids.unshift(await log.writers.received());
    await log.caughtUp(other);
    expect(await shown(other)).toEqual(ids);
    expect(await fence()).toBe(2);
    expect(log.troubles).toEqual([]);
  });

  it('go on when connections are cut again and again', async () => {
    const [one, other] = [await log.engine(), await log.engine()];
    for (let cuts = 0; cuts < 5; cuts++) {
      await log.writers.received();
      await postgres.tell(CUT, log.url);
      await log.writers.received();
      await log.caughtUp(one);
      await log.caughtUp(other);
    }
    expect(await shown(one)).toHaveLength(10);
    expect(await digest()).toEqual(await embedded());
  });

  it('say that the database is away, keep nobody from the log, and are well once it is back', async () => {
    const models = await log.engine();
    await log.writers.received();
    await log.caughtUp(models);
    await postgres.kill();
    await until(() => Promise.resolve(models.trouble !== undefined));
    await log.writers.received();
    await postgres.restart();
    await log.caughtUp(models);
    await until(() => Promise.resolve(models.trouble === undefined));
    expect(await shown(models)).toHaveLength(2);
    expect(log.troubles.length).toBeGreaterThan(0);
  });

  it('are put off by whoever has to do with a handoff, not only by who writes', async () => {
    const [one, other] = [await log.engine(), await log.engine()];
    const handoff = handoffId(await log.writers.received(), BIRTH);
    await log.caughtUp(one);
    await log.caughtUp(other);
    const later = plusMillis(log.writers.time.now(), 60_000);
    await one.handoffs.postpone([handoff], later, 'definition-changed');
    await other.handoffs.postpone([handoff], plusMillis(later, 1), 'definition-changed');
    for (const models of [one, other]) {
      expect((await models.handoffs.list()).items).toMatchObject([{ trouble: 'definition-changed', next: { at: plusMillis(later, 1) } }]);
    }
  });

  it('take over nothing from a process that stood still while another one was allowed to write', async () => {
    await ensureTables(log.url);
    const db = openSchema(log.url, { schema: firstSchema(), max: 1 });
    const write = fenced(db, { fence: 1, live: firstSchema() });
    const row = { projection: 'dossiers', position: '1' };
    await postgres.tell('update lienthong.read_models set fence = 1', log.url);
    await write.write(() => Promise.resolve());
    await postgres.tell('update lienthong.read_models set fence = 2', log.url);
    await expect(write.write((rows) => rows.insertInto('checkpoint').values(row).execute())).rejects.toThrow(LeaseLost);
    expect(await directly(db).write((rows) => rows.selectFrom('checkpoint').selectAll().execute())).toEqual([]);
    await db.destroy();
  });

  it('let nobody else write before a commit that is under way has ended', async () => {
    await ensureTables(log.url);
    const db = openSchema(log.url, { schema: firstSchema(), max: 1 });
    const order: string[] = [];
    let raised: Promise<unknown> = Promise.resolve();
    await fenced(db, { fence: 0, live: firstSchema() }).write(async () => {
      raised = postgres.tell('update lienthong.read_models set fence = 1', log.url).then(() => order.push('raised'));
      await until(async () => (await postgres.tell('select 1 from pg_locks where not granted', log.url)).length > 0);
      order.push('written');
    });
    await raised;
    expect(order).toEqual(['written', 'raised']);
    await db.destroy();
  });

  describe('made anew', () => {
    it('by an engine that does not write them: are as they were, are read all the while, and go on', async () => {
      const [one, other] = [await log.engine(), await log.engine()];
      for (let i = 0; i < 5; i++) await log.writers.received();
      await log.caughtUp(one);
      await log.caughtUp(other);
      const before = await digest();
      other.rebuild();
      let ended = false;
      const rebuilt = other.rebuilt().then(() => (ended = true));
      const ids: DossierId[] = [];
      while (!ended) {
        ids.push(await log.writers.received());
        await log.caughtUp(one);
        expect(await shown(one)).toContain(ids.at(-1));
      }
      await rebuilt;
      expect((await other.state()).rebuild).toMatchObject({ state: 'done' });
      expect((await postgres.tell('select live from lienthong.read_models', log.url))[0]?.['live']).not.toBe(firstSchema());
      ids.push(await log.writers.received());
      await log.caughtUp(one);
      expect((await digest()).rows).toBeGreaterThan(before.rows);
      expect(await digest()).toEqual(await embedded());
    });

    it('mend what was wrong in them, and leave no more than the last ones', async () => {
      const models = await log.engine();
      const id = await log.writers.received();
      await log.caughtUp(models);
      for (let times = 0; times < 3; times++) {
        const live = (await postgres.tell('select live from lienthong.read_models', log.url))[0]?.['live'];
        await postgres.tell(`update ${String(live)}.dossier set phase = 'returned'`, log.url);
        models.rebuild();
        await models.rebuilt();
        expect((await models.dossiers.list({ phase: 'under-way' })).items.map((each) => each.id)).toEqual([id]);
      }
      const schemas = await postgres.tell("select nspname from pg_namespace where nspname like 'lienthong_v%'", log.url);
      expect(schemas).toHaveLength(2);
      expect(await digest()).toEqual(await embedded());
    });

    it('by one of them at a time', async () => {
      const [one, other] = [await log.engine(), await log.engine()];
      await log.writers.received();
      await log.caughtUp(one);
      one.rebuild();
      other.rebuild();
      await Promise.all([one.rebuilt(), other.rebuilt()]);
      const states = [(await one.state()).rebuild, (await other.state()).rebuild];
      expect(states.filter(({ state }) => state === 'done').length).toBeGreaterThan(0);
      for (const { state, reason } of states)
        if (state === 'failed') expect(reason).toContain('another process makes the read models anew already');
      expect(() => one.rebuild()).not.toThrow();
      expect(() => one.rebuild()).toThrow('already');
      await one.rebuilt();
    });

    it('come to nothing when the engine is closed meanwhile', async () => {
      const models = await log.engine();
      await log.writers.received();
      await log.caughtUp(models);
      models.rebuild();
      await models.close();
      const next = await log.engine();
      await log.caughtUp(next);
      expect(await shown(next)).toHaveLength(1);
    });
  });

  it('are shown by an engine that may not write them, which says so when nobody does', async () => {
    const reader = await log.engine({ writes: false });
    await until(() => Promise.resolve(reader.trouble !== undefined));
    expect(reader.trouble).toContain('projector');
    const id = await log.writers.received();
    const writer = await log.engine();
    await log.caughtUp(reader);
    expect(await shown(reader)).toEqual([id]);
    await until(() => Promise.resolve(reader.trouble === undefined));
    await writer.close();
    await until(() => Promise.resolve(reader.trouble !== undefined));
    expect(log.troubles).toHaveLength(2);
  });
});
