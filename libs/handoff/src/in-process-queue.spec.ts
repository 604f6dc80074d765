import type { AgencyCode } from '@lienthong/bundle';
import { instant, ManualTimekeeper, plusMillis, systemTimekeeper } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import { InProcessQueue } from './in-process-queue';
import { describeHandoffQueue } from './queue-conformance';

describeHandoffQueue('the queue in this process', async () => ({
  open: async (onFailure) => new InProcessQueue(systemTimekeeper, onFailure),
  cleanup: async () => undefined,
}));

describe('the queue in this process, at a rate', () => {
  const POLICE = 'police' as AgencyCode;
  let time: ManualTimekeeper;
  let begun: string[];
  let queue: InProcessQueue;
  beforeEach(() => {
    time = new ManualTimekeeper(instant('2026-10-26T03:00:00Z'));
    begun = [];
    queue = new InProcessQueue(time, (_, error) => {
      throw error;
    });
    queue.work(POLICE, async ({ handoffs }) => void begun.push(...handoffs), { concurrency: 10, ratePerSecond: 2 });
  });
  const schedule = (...ids: string[]): void => {
    for (const id of ids) queue.schedule({ agency: POLICE, handoffs: [id as HandoffId] }, time.now());
  };
  const pass = (millis: number): void => time.moveTo(plusMillis(time.now(), millis));

  it('begins the next call when its moment has come, and not before', () => {
    schedule('a', 'b', 'c');
    expect(begun).toEqual(['a']);
    pass(499);
    expect(begun).toEqual(['a']);
    pass(1);
    expect(begun).toEqual(['a', 'b']);
    pass(500);
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('does not save up calls while there is nothing to do', () => {
    pass(60_000);
    schedule('a', 'b', 'c');
    expect(begun).toEqual(['a']);
  });

  it('waits for no moment any more once it is closed', async () => {
    schedule('a', 'b');
    await queue.close();
    expect(time.nextAlarm).toBeUndefined();
    pass(60_000);
    expect(begun).toEqual(['a']);
  });
});
