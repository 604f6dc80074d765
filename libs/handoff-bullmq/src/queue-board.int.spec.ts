import type { AgencyCode } from '@lienthong/bundle';
import { systemClock } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import { BullmqQueue } from './bullmq-queue';
import { QueueBoard } from './queue-board';
import { TestRedis } from './testing';

const POLICE = 'police' as AgencyCode;
const JUSTICE = 'justice' as AgencyCode;

interface Shown {
  readonly queues: readonly { readonly name: string; readonly counts: Readonly<Record<string, number>>; readonly readOnlyMode: boolean }[];
}

describe('the page of the queue', () => {
  let redis: TestRedis;
  let board: QueueBoard;
  beforeAll(async () => {
    redis = await TestRedis.start();
    board = await QueueBoard.open(redis.address, [JUSTICE, POLICE], 0);
  });
  afterAll(async () => {
    await board.close();
    await redis.end();
  });

  it('is there, on loopback only', async () => {
    expect(board.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const page = await fetch(board.url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    expect(await page.text()).toContain('Liên thông');
  });

  it('shows the line of each agency, and lets nobody change it', async () => {
    const queue = await BullmqQueue.open(redis.address, { onFailure: () => undefined, onTrouble: () => undefined });
    let end = (): void => undefined;
    const begun = new Promise<void>((begin) => {
      queue.work(
        POLICE,
        () => {
          begin();
          return new Promise((resolve) => (end = resolve));
        },
        { concurrency: 1 },
      );
    });
    for (const handoff of ['a', 'b', 'c']) queue.schedule({ agency: POLICE, handoffs: [handoff as HandoffId] }, systemClock.now());
    await begun;
    let shown = await look();
    while (waiting(shown) < 2) shown = await look();
    const [police] = shown.queues.filter(({ name }) => name === POLICE);
    expect(police).toMatchObject({ readOnlyMode: true, counts: { active: 1 } });
    expect(shown.queues.map(({ name }) => name)).toEqual([JUSTICE, POLICE]);
    const emptied = await fetch(`${board.url}api/queues/${POLICE}/empty`, { method: 'PUT' });
    expect(emptied.status).toBeGreaterThanOrEqual(400);
    expect(waiting(await look())).toBe(2);
    end();
    await queue.close();
  });

  const look = async (): Promise<Shown> => (await (await fetch(`${board.url}api/queues`)).json()) as Shown;
  const waiting = ({ queues }: Shown): number => {
    const counts = queues.find(({ name }) => name === POLICE)?.counts ?? {};
    return (counts['waiting'] ?? 0) + (counts['prioritized'] ?? 0);
  };
});
