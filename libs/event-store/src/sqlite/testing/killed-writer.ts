/**
 * A process that writes to the log at argv[2] until it is killed: several writers at once, batches of one to five events, each on a stream of
 * its own and all on one. For each acknowledged batch it prints a line with the id of its first event. Only tests start it.
 */
import { randomUUID } from 'node:crypto';
import type { EventStore, ExpectedRevision, NewEvent, StreamName } from '../../event-store';
import { SqliteEventStore } from '../sqlite-event-store';

const writers = 8;

/** What the test looks for: how many events belong together. */
export interface BatchMark {
  readonly batch: string;
  readonly size: number;
}

function batchOf(size: number): NewEvent[] {
  const batch = randomUUID();
  const metadata = Buffer.from(JSON.stringify({ batch, size } satisfies BatchMark));
  return Array.from({ length: size }, (_, at) => ({
    id: at === 0 ? batch : randomUUID(),
    type: 'Written',
    data: Buffer.alloc(700 * size, at),
    metadata,
  }));
}

async function write(store: EventStore, stream: StreamName): Promise<never> {
  let revision = (await store.append(stream, [], 'any')).revision;
  for (let round = 0; ; round++) {
    const own = batchOf(1 + (round % 5));
    const shared = batchOf(2);
    const expected: ExpectedRevision = revision < 0 ? 'none' : revision;
    const [result] = await Promise.all([
      store.append(stream, own, expected).then(acknowledged(own)),
      store.append('messages-all' as StreamName, shared, 'any').then(acknowledged(shared)),
    ]);
    revision = result.revision;
  }
}

function acknowledged(batch: readonly NewEvent[]): <T>(result: T) => T {
  return (result) => {
    process.stdout.write(`${batch[0]?.id}\n`);
    return result;
  };
}

async function main(path: string): Promise<void> {
  const store = await SqliteEventStore.open(path);
  await Promise.all(Array.from({ length: writers }, (_, at) => write(store, `dossier-${at}` as StreamName)));
}

main(process.argv[2] ?? '').catch((error: Error & { code?: string }) => {
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
});
