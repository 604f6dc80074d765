import type { AgencyCode } from '@lienthong/bundle';
import { plusMillis } from '@lienthong/calendar';
import { Desk, DUE, JUSTICE, POLICE, type QueueFixture } from './desk';

/**
 * What every adapter of the port must do for one engine. Call it in a test file of the adapter; it needs jest.
 * @param fixture makes the queue for one test, with nothing in it
 */
export function describeHandoffQueue(name: string, fixture: () => Promise<QueueFixture>): void {
  describe(name, () => {
    let here: QueueFixture;
    let desk: Desk;
    beforeEach(async () => {
      here = await fixture();
      desk = await Desk.at(here);
    });
    afterEach(async () => {
      await desk.close();
      await here.cleanup();
    });

    it('works on so many jobs at once as the agency bears, in the order in which they came', async () => {
      desk.work({ concurrency: 2 });
      for (const id of ['a', 'b', 'c', 'd']) desk.schedule(id);
      await desk.begins('a', 'b');
      desk.end('b');
      await desk.begins('c');
      for (const id of ['a', 'c']) desk.end(id);
      await desk.begins('d');
      desk.end('d');
      expect(desk.begun).toEqual(['a', 'b', 'c', 'd']);
      expect(desk.most).toBe(2);
    });

    it('takes first what has been due longest', async () => {
      desk.work({ concurrency: 1 });
      desk.schedule('a');
      await desk.begins('a');
      desk.quick = true;
      desk.schedule('new');
      desk.schedule('old', plusMillis(DUE, -3_600_000));
      desk.schedule('as-new');
      desk.schedule('older', plusMillis(DUE, -86_400_000));
      desk.schedule('newest', plusMillis(DUE, 600_000));
      desk.end('a');
      await desk.begins('newest');
      expect(desk.begun).toEqual(['a', 'older', 'old', 'new', 'as-new', 'newest']);
    });

    it('begins no more calls a second than the agency bears', async () => {
      desk.quick = true;
      desk.work({ concurrency: 10, ratePerSecond: 50 });
      const jobs = Array.from({ length: 11 }, (_, at) => `job-${at}`);
      const before = performance.now();
      for (const job of jobs) desk.schedule(job);
      await desk.begins(...jobs);
      // Ten waits of 20 ms; clocks that tell whole milliseconds may lose one in each.
      expect(performance.now() - before).toBeGreaterThanOrEqual(190);
    });

    it('takes a handoff once that is scheduled again while it waits, alone or with others', async () => {
      desk.work({ concurrency: 1 });
      desk.schedule('a');
      await desk.begins('a');
      desk.quick = true;
      for (let i = 0; i < 3; i++) desk.schedule('b');
      desk.schedule('b c');
      desk.schedule('last');
      desk.end('a');
      await desk.begins('last');
      expect(desk.begun).toEqual(['a', 'b', 'c', 'last']);
    });

    it('never works on a handoff twice at once, and tells when one is free that was scheduled meanwhile', async () => {
      desk.work({ concurrency: 9 });
      desk.schedule('a');
      await desk.begins('a');
      for (let i = 0; i < 3; i++) desk.schedule('a');
      desk.schedule('b');
      await desk.begins('b');
      desk.end('b');
      await desk.until(() => desk.ended.includes('b'));
      expect(desk.freed).toBe(0);
      desk.end('a');
      await desk.until(() => desk.freed === 1);
      expect(desk.begun).toEqual(['a', 'b']);
    });

    it('takes a handoff again once it is done with it', async () => {
      desk.work({ concurrency: 1 });
      desk.schedule('a');
      await desk.begins('a');
      desk.queue.onFree(() => desk.schedule('a'));
      desk.end('a');
      await desk.until(() => desk.ended.length === 1);
      desk.schedule('a');
      await desk.until(() => desk.begun.length === 2);
      desk.end('a');
      expect(desk.begun).toEqual(['a', 'a']);
    });

    it('tells which handoffs a handler failed on, takes them again, and goes on with the next', async () => {
      desk.work({ concurrency: 1 });
      const surprise = new Error('disk full');
      desk.schedule('a b');
      desk.schedule('c');
      await desk.begins('a b');
      desk.end('a b', surprise);
      await desk.begins('c');
      expect(desk.failures).toEqual([['a b', surprise]]);
      desk.end('c');
      desk.schedule('b');
      await desk.begins('b');
      desk.end('b');
    });

    it('lets one agency wait for its limits without holding up another', async () => {
      desk.work({ concurrency: 1 });
      desk.work({ concurrency: 1 }, JUSTICE);
      desk.schedule('a');
      desk.schedule('b');
      desk.schedule('x', DUE, JUSTICE);
      await desk.begins('a', 'x');
      expect(desk.begun).not.toContain('b');
      for (const id of ['a', 'x']) desk.end(id);
      await desk.begins('b');
      desk.end('b');
    });

    it('refuses a job for which nobody works', () => {
      const customs = 'customs' as AgencyCode;
      desk.work({ concurrency: 1 }, POLICE);
      expect(() => desk.schedule('a', DUE, customs)).toThrow('nobody works for customs');
    });

    it('closes when what runs is done, and begins nothing more', async () => {
      desk.work({ concurrency: 2 });
      for (const id of ['a', 'b', 'c']) desk.schedule(id);
      await desk.begins('a', 'b');
      let closed = false;
      const closing = desk.queue.close().then(() => (closed = true));
      desk.schedule('d');
      desk.end('a');
      await desk.until(() => desk.ended.includes('a'));
      expect(closed).toBe(false);
      desk.end('b');
      await closing;
      expect(desk.begun).toEqual(['a', 'b']);
    });

    it('has no trouble while all is well', () => expect(desk.queue.trouble).toBeUndefined());
  });
}
