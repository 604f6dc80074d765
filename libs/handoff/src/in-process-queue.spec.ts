import type { AgencyCode } from '@lienthong/bundle';
import { instant, ManualTimekeeper, plusMillis } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { HandoffJob, WorkOptions } from './handoff-queue';
import { InProcessQueue } from './in-process-queue';

const POLICE = 'police' as AgencyCode;

/** A queue whose jobs run until the test ends them. */
class Desk {
  readonly time = new ManualTimekeeper(instant('2026-10-26T03:00:00Z'));
  readonly failures: [string, unknown][] = [];
  readonly begun: string[] = [];
  readonly queue = new InProcessQueue(this.time, ({ handoffs }, error) => this.failures.push([handoffs.join(' '), error]));
  private readonly ends = new Map<string, (error?: Error) => void>();

  constructor(options: WorkOptions = { concurrency: 1 }) {
    this.queue.work(POLICE, (job) => this.work(job), options);
  }

  schedule(...handoffs: string[]): void {
    this.queue.schedule({ agency: POLICE, handoffs: handoffs as HandoffId[] });
  }

  /** Ends a job that runs, and lets the queue take note. */
  async end(job: string, error?: Error): Promise<void> {
    this.ends.get(job)?.(error);
    await turn();
  }

  private work({ handoffs }: HandoffJob): Promise<void> {
    const name = handoffs.join(' ');
    this.begun.push(name);
    return new Promise((resolve, reject) => this.ends.set(name, (error) => (error ? reject(error) : resolve())));
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the queue in this process', () => {
  it('works on so many jobs at once as the agency bears, in the order in which they came', async () => {
    const desk = new Desk({ concurrency: 2 });
    for (const id of ['a', 'b', 'c', 'd']) desk.schedule(id);
    expect(desk.begun).toEqual(['a', 'b']);
    await desk.end('b');
    expect(desk.begun).toEqual(['a', 'b', 'c']);
    await desk.end('a');
    expect(desk.begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('begins no more calls a second than the agency bears', () => {
    const desk = new Desk({ concurrency: 10, ratePerSecond: 2 });
    for (const id of ['a', 'b', 'c']) desk.schedule(id);
    expect(desk.begun).toEqual(['a']);
    desk.time.moveTo(plusMillis(desk.time.now(), 499));
    expect(desk.begun).toEqual(['a']);
    desk.time.moveTo(plusMillis(desk.time.now(), 1));
    expect(desk.begun).toEqual(['a', 'b']);
    desk.time.moveTo(plusMillis(desk.time.now(), 500));
    expect(desk.begun).toEqual(['a', 'b', 'c']);
  });

  it('does not save up calls while there is nothing to do', () => {
    const desk = new Desk({ concurrency: 10, ratePerSecond: 2 });
    desk.time.moveTo(plusMillis(desk.time.now(), 60_000));
    for (const id of ['a', 'b', 'c']) desk.schedule(id);
    expect(desk.begun).toEqual(['a']);
  });

  it('takes a handoff once that is scheduled again while it waits', async () => {
    const desk = new Desk();
    desk.schedule('a');
    for (let i = 0; i < 3; i++) desk.schedule('b');
    desk.schedule('b', 'c');
    for (const id of ['a', 'b', 'c']) await desk.end(id);
    expect(desk.begun).toEqual(['a', 'b', 'c']);
  });

  it('never works on a handoff twice at once, and tells when one is free that was scheduled meanwhile', async () => {
    const desk = new Desk({ concurrency: 9 });
    const free: string[] = [];
    desk.queue.onFree(() => free.push('free'));
    for (let i = 0; i < 3; i++) desk.schedule('a');
    desk.schedule('b');
    expect(desk.begun).toEqual(['a', 'b']);
    await desk.end('b');
    expect(free).toEqual([]);
    await desk.end('a');
    expect(free).toEqual(['free']);
    expect(desk.begun).toEqual(['a', 'b']);
  });

  it('takes a handoff again once it is done with it', async () => {
    const desk = new Desk();
    desk.schedule('a');
    await desk.end('a');
    desk.schedule('a');
    expect(desk.begun).toEqual(['a', 'a']);
  });

  it('tells which handoffs a handler failed on, takes them again, and goes on with the next', async () => {
    const desk = new Desk();
    const surprise = new Error('disk full');
    desk.schedule('a', 'b');
    desk.schedule('c');
    await desk.end('a b', surprise);
    expect(desk.failures).toEqual([['a b', surprise]]);
    await desk.end('c');
    desk.schedule('b');
    expect(desk.begun).toEqual(['a b', 'c', 'b']);
  });

  it('lets one agency wait for its limits without holding up another', () => {
    const desk = new Desk();
    const others: string[] = [];
    const justice = 'justice' as AgencyCode;
    desk.queue.work(justice, async ({ handoffs }) => void others.push(...handoffs), { concurrency: 1 });
    desk.schedule('a');
    desk.schedule('b');
    desk.queue.schedule({ agency: justice, handoffs: ['x' as HandoffId] });
    expect([desk.begun, others]).toEqual([['a'], ['x']]);
  });

  it('refuses a job for which nobody works', () => {
    const { queue } = new Desk();
    expect(() => queue.schedule({ agency: 'customs' as AgencyCode, handoffs: [] })).toThrow('nobody works for customs');
  });

  it('closes when what runs is done, and begins nothing more', async () => {
    const desk = new Desk({ concurrency: 2, ratePerSecond: 1 });
    desk.schedule('a');
    desk.schedule('b');
    let closed = false;
    const closing = desk.queue.close().then(() => (closed = true));
    desk.schedule('c');
    await turn();
    expect(closed).toBe(false);
    await desk.end('a');
    await closing;
    expect(desk.time.nextAlarm).toBeUndefined();
    desk.time.moveTo(plusMillis(desk.time.now(), 60_000));
    expect(desk.begun).toEqual(['a']);
  });
});
