import { encodeJson, type StoredEvent, type StreamName } from '@lienthong/event-store';
import { v7 as uuidv7 } from 'uuid';
import type { Projection } from './projector';
import { onEachDatabase } from './testing/each-database';
import { until, type Readers } from './testing/readers';

/** Writes a row per event, and fails when it is given one twice. */
class Counting implements Projection {
  readonly name = 'counting';
  readonly filter = { streamPrefixes: ['counted-'] };
  refused: number | undefined;

  clear: Projection['clear'] = async (rows) => {
    await rows.deleteFrom('checkpoint').where('projection', 'like', 'event %').execute();
  };

  private readonly taken: StoredEvent[] = [];

  apply: Projection['apply'] = (event) => {
    this.taken.push(event);
    if (event.revision === this.refused) throw new Error(`cannot apply ${event.revision}`);
  };

  isFull = (): boolean => false;

  write: Projection['write'] = async (rows) => {
    for (const { revision, position } of this.taken.splice(0)) {
      await rows
        .insertInto('checkpoint')
        .values({ projection: `event ${revision}`, position })
        .execute();
    }
  };
}

onEachDatabase('a projector', (open) => {
  let readers: Readers;
  let counting: Counting;
  beforeEach(async () => {
    readers = await open();
    counting = new Counting();
  });
  afterEach(() => readers.close());

  async function write(count: number, stream = 'counted-1'): Promise<void> {
    const events = Array.from({ length: count }, () => ({ id: uuidv7(), type: 'T', data: encodeJson({}), metadata: encodeJson({}) }));
    await readers.store.append(stream as StreamName, events, 'any');
  }
  async function applied(): Promise<number> {
    const rows = await readers.db.selectFrom('checkpoint').select('projection').where('projection', 'like', 'event %').execute();
    return rows.length;
  }

  it('takes over what is stored and then what comes', async () => {
    await write(3);
    readers.start(counting);
    await readers.caughtUp('counting');
    await write(2);
    await readers.caughtUp('counting');
    expect(await applied()).toBe(5);
  });

  it('goes on from its checkpoint after a restart, so each event is applied once', async () => {
    await write(3);
    readers.start(counting);
    await readers.caughtUp('counting');
    await readers.reopen();
    await write(2);
    readers.start(counting);
    await readers.caughtUp('counting');
    expect(await applied()).toBe(5);
    expect(readers.failures).toEqual([]);
  });

  it('writes in batches of many events', async () => {
    await write(1_300);
    let commits = 0;
    readers.start(counting, { batch: 500 }).onCommit(() => commits++);
    await readers.caughtUp('counting');
    expect(await applied()).toBe(1_300);
    expect(commits).toBe(3);
  });

  it('stops at an event that cannot be applied, tells it, and keeps nothing of the batch', async () => {
    await write(2);
    readers.start(counting);
    await readers.caughtUp('counting');
    counting.refused = 4;
    await write(5);
    await until(async () => readers.failures.length > 0);
    expect(readers.failures).toEqual([new Error('cannot apply 4')]);
    await write(1);
    expect(await applied()).toBe(2);
  });

  it('applies all of it, once the event can be applied', async () => {
    counting.refused = 4;
    await write(6);
    readers.start(counting);
    await until(async () => readers.failures.length > 0);
    await readers.stop();
    readers.start(new Counting());
    await readers.caughtUp('counting');
    expect(await applied()).toBe(6);
  });

  it('begins anew when its checkpoint lies beyond the log: an older log was put back', async () => {
    await write(3);
    readers.start(counting);
    await readers.caughtUp('counting');
    await readers.stop();
    await readers.db
      .updateTable('checkpoint')
      .set({ position: '9'.repeat(20) })
      .where('projection', '=', 'counting')
      .execute();
    readers.start(counting);
    await readers.caughtUp('counting');
    expect(await applied()).toBe(3);
    expect(readers.failures).toEqual([]);
  });

  it('moves its checkpoint over events that are not for it', async () => {
    await write(1);
    await write(3, 'other-1');
    readers.start(counting);
    await readers.caughtUp('counting');
    expect(await applied()).toBe(1);
  });

  it('tells each commit with news to those who listen, until they leave', async () => {
    let told = 0;
    const end = readers.start(counting).onCommit(() => told++);
    await write(1);
    await readers.caughtUp('counting');
    end();
    await write(1);
    await readers.caughtUp('counting');
    expect(told).toBe(1);
  });
});
