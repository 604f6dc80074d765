import { systemTimekeeper } from '@lienthong/calendar';
import { Tenure } from './tenure';
import { TestPostgres } from './testing';

const LOCK = [1, 2] as const;
const WAITS = { leaseMs: 60_000, beatMs: 5, againMs: 5 };

describe('of processes that ask for one lock', () => {
  let postgres: TestPostgres;
  let url: string;
  let holders: Set<string>;
  let failed: unknown[];
  let most: number;
  const tenures: Tenure[] = [];
  beforeAll(async () => (postgres = await TestPostgres.start()));
  afterAll(() => postgres.end());
  beforeEach(async () => {
    [holders, failed, most] = [new Set(), [], 0];
    url = await postgres.database();
  });
  afterEach(async () => {
    await Promise.all(tenures.splice(0).map((tenure) => tenure.stop()));
  });

  /** Holds the lock until it is over. */
  function begin(name: string): Tenure {
    const tenure = new Tenure(
      { url, lock: LOCK, time: systemTimekeeper, waits: WAITS },
      {
        waiting: () => undefined,
        failed: (error) => failed.push(error),
        hold: async (_, over, beat) => {
          holders.add(name);
          most = Math.max(most, holders.size);
          try {
            while (!over.aborted) await beat(over);
          } finally {
            holders.delete(name);
          }
        },
      },
    );
    tenure.start();
    tenures.push(tenure);
    return tenure;
  }
  const held = async (): Promise<string> => {
    for (;;) {
      const [name] = holders;
      if (name !== undefined) return name;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it('one does the work, and when it ends another one', async () => {
    const all = new Map(['one', 'two', 'three'].map((name) => [name, begin(name)]));
    const names: string[] = [];
    while (all.size > 0) {
      const name = await held();
      names.push(name);
      await all.get(name)?.stop();
      all.delete(name);
    }
    expect(names.sort()).toEqual(['one', 'three', 'two']);
    expect([most, failed]).toEqual([1, []]);
  });

  it('the work ends when the connection is cut, and somebody does it again', async () => {
    begin('one');
    await held();
    await postgres.tell("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'lienthong %'", url);
    while (failed.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(holders.size).toBe(0);
    expect(await held()).toBe('one');
  });

  it('nobody does it while the server is away; afterwards one does', async () => {
    begin('one');
    begin('two');
    await held();
    await postgres.kill();
    while (failed.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(holders.size).toBe(0);
    await postgres.restart();
    await held();
    expect(most).toBe(1);
  });
});
