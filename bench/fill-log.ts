import { randomUUID } from 'node:crypto';
import { dossierOf, DOSSIER_STREAMS, streamOf } from '@lienthong/dossier';
import type { DossierId } from '@lienthong/dossier/domain';
import { decodeJson, Journal, NO_STREAM, type Head, type Metadata, type SqliteEventStore, type StreamName } from '@lienthong/event-store';
import { v7 as uuidv7 } from 'uuid';

/** One append of the pattern, with the id of its dossier left open. */
interface Step {
  readonly stream: (id: string) => StreamName;
  readonly events: readonly { readonly type: string; readonly data: string; readonly metadata: string }[];
}

const AT_ONCE = 100;

/**
 * Fills a log with copies of its first dossier, as it was recorded: the same appends, events, bytes and chains under ids of their
 * own. What is sealed in them opens under no key, so they can be verified, projected and counted, not replayed.
 */
export async function fillLog(store: SqliteEventStore, dossiers: number, onProgress: (dossiers: number) => void): Promise<void> {
  const journal = new Journal(store);
  const [original, pattern] = await record(store);
  let begun = 0;
  const line = async (): Promise<void> => {
    while (begun < dossiers) {
      if (++begun % 10_000 === 0) onProgress(begun);
      await copy(journal, original, pattern);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
}

async function record(store: SqliteEventStore): Promise<[DossierId, readonly Step[]]> {
  let id: DossierId | undefined;
  const filter = { streamPrefixes: DOSSIER_STREAMS };
  for await (const { stream } of store.readAll({ limit: 1, filter })) id = dossierOf(stream);
  if (id === undefined) throw new Error('there is no dossier to copy');
  const original = id;
  const steps: { stream: Step['stream']; command: string; events: Step['events'][number][] }[] = [];
  for await (const { stream, type, data, metadata } of store.readAll({
    filter: { streamPrefixes: [streamOf(original), `messages-${original}`] },
  })) {
    const { previousHash: _, ...envelope } = decodeJson(metadata) as Metadata;
    const event = { type, data: Buffer.from(data).toString(), metadata: JSON.stringify(envelope) };
    const last = steps.at(-1);
    if (last?.command === envelope.commandId) last.events.push(event);
    else steps.push({ stream: (copied) => stream.replace(original, copied) as StreamName, command: envelope.commandId, events: [event] });
  }
  return [original, steps];
}

async function copy(journal: Journal, original: string, pattern: readonly Step[]): Promise<void> {
  const id = uuidv7();
  const heads = new Map<StreamName, Head>();
  let last: Promise<unknown> = Promise.resolve();
  for (const { stream, events } of pattern) {
    const name = stream(id);
    const drafts = events.map(({ type, data, metadata }) => ({
      id: randomUUID(),
      type,
      data: Buffer.from(data.replaceAll(original, id)),
      metadata: JSON.parse(metadata.replaceAll(original, id)) as Omit<Metadata, 'previousHash'>,
    }));
    const { head, written } = journal.handIn(name, heads.get(name) ?? NO_STREAM, drafts);
    heads.set(name, head);
    last = written;
  }
  await last;
}
