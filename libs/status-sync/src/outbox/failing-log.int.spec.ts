import {
  LogWriteFailed,
  MemoryEventStore,
  type AppendResult,
  type ExpectedRevision,
  type NewEvent,
  type StreamName,
  type SubscribeOptions,
  type SubscriptionItem,
} from '@lienthong/event-store';
import { StrictReceiver } from '../testing/strict-receiver';
import { Sync } from '../testing/sync';
import { Writers } from '../testing/writers';

/** A log that cannot be followed, and takes nothing of the sync, so many times. */
class FailingLog extends MemoryEventStore {
  unreadable = 0;
  full = 0;

  override subscribe(options?: SubscribeOptions): AsyncIterable<SubscriptionItem> {
    if (this.unreadable-- > 0) throw new Error('the disk does not answer');
    return super.subscribe(options);
  }

  override async append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    if (stream.startsWith('sync-') && this.full-- > 0) throw new LogWriteFailed('no space');
    return super.append(stream, events, expected);
  }
}

describe('the ordered outbox on a log that fails', () => {
  const log = new FailingLog();
  const writers = new Writers(log);
  const receiver = new StrictReceiver();
  const sync = new Sync(writers, receiver);
  afterAll(() => writers.close());
  beforeEach(() => void (sync.failures.length = 0));

  it('follows it again after a while, and says so', async () => {
    log.unreadable = 2;
    const dossier = await writers.received();
    const outbox = sync.start();
    await sync.done(dossier);
    await outbox.stop();
    expect(sync.failures).toEqual([
      ['the log was not readable', expect.any(Error)],
      ['the log was not readable', expect.any(Error)],
    ]);
    expect(receiver.of(dossier)).toEqual([1, 2, 4]);
  });

  it('sends nothing that it could not record before, and tells what was confirmed again where that could not be recorded', async () => {
    const dossier = await writers.received();
    log.full = 2;
    const outbox = sync.start();
    await sync.done(dossier);
    await outbox.stop();
    expect(sync.failures).toEqual([
      [dossier, expect.any(LogWriteFailed)],
      [dossier, expect.any(LogWriteFailed)],
    ]);
    expect(receiver.numbers(dossier)).toEqual([1, 2, 3]);
    expect(await sync.recorded(dossier)).toEqual(expect.arrayContaining(['StatusSent 1', 'StatusConfirmed 3']));
  });
});
