import { describeAppending } from './appending';
import { describeBytes } from './bytes';
import { describeClosing } from './closing';
import { describeConcurrency } from './concurrency';
import { describeIdempotency } from './idempotency';
import { describeReadingAll } from './reading-all';
import { describeReadingStreams } from './reading-streams';
import { describeSubscribing } from './subscribing';
import { type LogFixture, openWorld, type World } from './world';

/**
 * What every adapter of the port must do. Call it in a test file of the adapter; it needs jest.
 *
 * It keeps to streams of its own, with names nobody used before, so it may run against a log that holds other things.
 * @param fixture makes the log for one test and says how to open, reopen and remove it
 */
export function describeEventStore(name: string, fixture: () => Promise<LogFixture>): void {
  describe(name, () => {
    let world: World;
    beforeEach(async () => {
      world = await openWorld(await fixture());
    });
    afterEach(() => world.end());

    const here = (): World => world;
    describeAppending(here);
    describeIdempotency(here);
    describeReadingStreams(here);
    describeReadingAll(here);
    describeBytes(here);
    describeSubscribing(here);
    describeConcurrency(here);
    describeClosing(here);
  });
}
