import { until } from '../testing/readers';
import { ensureTables } from './generations';
import { isFirst, Session } from '@lienthong/postgres';
import { TestPostgres } from '@lienthong/postgres/testing';
import { CHANNEL, LOCK, takeLease } from './lease';

describe('the session of a process with the database', () => {
  let postgres: TestPostgres;
  let url: string;
  let ended: string[];
  let heard: string[];
  beforeAll(async () => (postgres = await TestPostgres.start()));
  afterAll(() => postgres.end());
  beforeEach(async () => {
    [ended, heard] = [[], []];
    url = await postgres.database();
    await ensureTables(url);
  });

  const open = (name: string, silentMs: number): Promise<Session> =>
    Session.open(
      url,
      { channel: CHANNEL, silentMs },
      { news: (payload) => heard.push(`${name}: ${payload}`), ended: () => ended.push(name) },
    );

  it('is ended by the server when the process stands still, so that another one may write', async () => {
    // Says nothing after this, as a process does that was stopped.
    const still = await open('still', 30);
    expect(await isFirst(still, LOCK)).toBe(true);
    expect((await takeLease(still)).fence).toBe(1);
    const other = await open('other', 600_000);
    await until(() => isFirst(other, LOCK));
    expect((await takeLease(other)).fence).toBe(2);
    await until(() => Promise.resolve(ended.length > 0));
    expect(ended).toEqual(['still']);
    await expect(still.beat()).rejects.toThrow();
    await other.close();
  });

  it('hears what others tell, and nothing more of its own end than it asked for', async () => {
    const session = await open('one', 600_000);
    await postgres.tell(`notify ${CHANNEL}, 'news'`, url);
    await until(() => Promise.resolve(heard.length > 0));
    expect(heard).toEqual(['one: news']);
    await session.close();
    expect(ended).toEqual([]);
  });
});
