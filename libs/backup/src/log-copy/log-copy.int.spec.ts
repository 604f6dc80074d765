import { status } from '@grpc/grpc-js';
import {
  MemoryEventStore,
  SqliteEventStore,
  type EventStore,
  type Position,
  type StoredEvent,
  type StreamName,
} from '@lienthong/event-store';
import { KurrentDbEventStore } from '@lienthong/event-store/kurrentdb';
import { KurrentDbFacade } from '@lienthong/event-store/kurrentdb/testing';
import { Office } from '../testing/office';
import { compareLogs } from './compare-logs';
import { copyLog } from './copy-log';

describe('a log that is copied from SQLite to KurrentDB', () => {
  let office: Office;
  let facade: KurrentDbFacade;
  let to: KurrentDbEventStore;
  let from: EventStore;
  beforeEach(async () => {
    office = new Office();
    await office.open();
    for (let at = 0; at < 5; at++) await office.submit();
    from = await SqliteEventStore.open(office.installation.logFile, { readOnly: true });
    facade = await KurrentDbFacade.start();
    to = new KurrentDbEventStore(`esdb://${facade.hosts}?tls=false`, { pause: () => new Promise((resolve) => setImmediate(resolve)) });
  });
  afterEach(async () => {
    await to.close();
    await facade.stop();
    await from.close();
    await office.remove();
  });

  const stored = async (store: EventStore): Promise<Omit<StoredEvent, 'position'>[]> => {
    const events: Omit<StoredEvent, 'position'>[] = [];
    for await (const { position: _, data, metadata, ...event } of store.readAll()) {
      events.push({ ...event, data: Buffer.from(data), metadata: Buffer.from(metadata) });
    }
    return events;
  };

  it('is the same there, byte by byte and in the same order, and its chains hold', async () => {
    expect(await copyLog(from, to)).toEqual({ events: 5, resumed: false });
    expect(await stored(to)).toEqual(await stored(from));
    expect(await compareLogs(from, to)).toEqual({ events: 5, streams: 5, faults: [] });
  });

  it('is gone on with where it broke off, while the engine writes on', async () => {
    let reached: Position | undefined;
    facade.node.faults.next('append', { kind: 'cut-after' }, { kind: 'cut-before' });
    await copyLog(from, to, (_, position) => (reached = position));
    expect(reached).toBeDefined();
    await office.submit();
    await office.submit();
    expect(await compareLogs(from, to)).toMatchObject({ events: 5, difference: { what: 'missing', revision: 0 } });
    expect(await copyLog(from, to)).toEqual({ events: 2, resumed: true });
    expect(await copyLog(from, to)).toEqual({ events: 0, resumed: true });
    expect(await stored(to)).toEqual(await stored(from));
  });

  it('goes on after a copy that was killed between two appends, or whose last append had no answer', async () => {
    const others = Array.from({ length: 9 }, () => ({ kind: 'refused', code: status.UNAVAILABLE }) as const);
    facade.node.faults.next('append', { kind: 'cut-after' }, ...others, { kind: 'refused', code: status.UNAVAILABLE });
    await expect(copyLog(from, to)).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(await copyLog(from, to)).toEqual({ events: 4, resumed: true });
    expect((await compareLogs(from, to)).difference).toBeUndefined();
  });

  it('is refused into a log that is no copy of it', async () => {
    const event = { id: '0190c1c4-0000-7000-8000-000000000000', type: 'Other', data: Buffer.from('{}'), metadata: Buffer.from('{}') };
    await to.append('dossier-other' as StreamName, [event], 'none');
    await expect(copyLog(from, to)).rejects.toMatchObject({ code: 'target-differs', stream: 'dossier-other', revision: 0 });
    expect(await stored(to)).toHaveLength(1);
  });

  it('is refused behind an event that stands at the same place with other bytes', async () => {
    const [first] = await stored(from);
    if (!first) throw new Error('there are five');
    await to.append(first.stream, [{ ...first, data: Buffer.from('{}') }], 'none');
    await expect(copyLog(from, to)).rejects.toMatchObject({ code: 'target-differs', stream: first.stream, revision: 0 });
  });

  it('stops when somebody else writes to the copy', async () => {
    const [, second] = await stored(from);
    if (!second) throw new Error('there are five');
    const meddle: Pick<EventStore, 'append'>['append'] = async (stream, batch, expected) => {
      if (stream === second.stream) await to.append(stream, [{ ...second, id: '0190c1c4-0000-7000-8000-000000000000' }], 'none');
      return to.append(stream, batch, expected);
    };
    const meddled = Object.assign(Object.create(to) as EventStore, {
      append: meddle,
      readAll: (...options: Parameters<EventStore['readAll']>) => to.readAll(...options),
    });
    await expect(copyLog(from, meddled)).rejects.toMatchObject({ code: 'target-written', stream: second.stream, revision: 0 });
  });
});

describe('the comparison of a log with its copy', () => {
  const event = (id: number, text: string) => ({
    id: `0190c1c4-0000-7000-8000-00000000000${id}`,
    type: 'Happened',
    data: Buffer.from(text),
    metadata: Buffer.from('{}'),
  });
  const log = async (...texts: string[]): Promise<EventStore> => {
    const store = new MemoryEventStore();
    for (const [at, text] of texts.entries()) await store.append(`dossier-${at}` as StreamName, [event(at, text)], 'none');
    return store;
  };

  it('finds the first event that has other bytes', async () => {
    const { events, difference } = await compareLogs(await log('a', 'b', 'c'), await log('a', 'B', 'c'));
    expect([events, difference]).toEqual([1, { what: 'differs', stream: 'dossier-1', revision: 0 }]);
  });

  it('finds what only the copy has', async () => {
    const { events, difference } = await compareLogs(await log('a'), await log('a', 'b'));
    expect([events, difference]).toEqual([1, { what: 'more', stream: 'dossier-1', revision: 0 }]);
  });

  it('finds a chain that does not hold, although both are the same', async () => {
    const { faults, difference } = await compareLogs(await log('a'), await log('a'));
    expect([faults, difference]).toEqual([[{ kind: 'broken', stream: 'dossier-0', revision: 0 }], undefined]);
  });
});
