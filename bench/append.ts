import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { SqliteEventStore, type NewEvent, type StreamName } from '@lienthong/event-store';
import { syncRate } from './machine';
import { figure, type Figures } from './report';
import { percentile } from './stopwatch';

const SECONDS = 4;
const EVENTS = 2;
/** About what an event of a dossier has: its data, and what is kept about it. */
const DATA = Buffer.alloc(300, 'd');
const METADATA = Buffer.alloc(350, 'm');

/** Appends of two events by 1, 10, 100 and 300 writers at once, each to a stream of its own, against this disk's own sync rate. */
export async function append(folder: string): Promise<Figures> {
  const syncs = syncRate(folder);
  const figures = [figure("this disk's sync rate (4 KiB, fdatasync)", syncs, 'syncs/s')];
  for (const writers of [1, 10, 100, 300]) {
    const store = await SqliteEventStore.open(join(folder, `append-${writers}`, 'log.db'));
    const times: number[] = [];
    const begin = performance.now();
    const line = async (): Promise<void> => {
      const stream = `bench-${randomUUID()}` as StreamName;
      for (let revision = -1; performance.now() - begin < SECONDS * 1000; revision += EVENTS) {
        const start = performance.now();
        await store.append(stream, events(), revision < 0 ? 'none' : revision);
        times.push(performance.now() - start);
      }
    };
    await Promise.all(Array.from({ length: writers }, line));
    const seconds = (performance.now() - begin) / 1000;
    await store.close();
    const rate = times.length / seconds;
    figures.push(
      figure(`${writers} at once`, rate * EVENTS, 'events/s'),
      figure(`${writers} at once: appends per sync that the disk can do`, rate / syncs, '×'),
      figure(`${writers} at once: p50 of an append`, percentile(times, 50), 'ms'),
      figure(`${writers} at once: p99 of an append`, percentile(times, 99), 'ms'),
    );
  }
  return figures;
}

const events = (): NewEvent[] =>
  Array.from({ length: EVENTS }, () => ({ id: randomUUID(), type: 'Measured', data: DATA, metadata: METADATA }));
