import {
  eventHash,
  OutcomeUnknown,
  RevisionConflict,
  type EventStore,
  type NewEvent,
  type Position,
  type StoredEvent,
  type StreamName,
} from '@lienthong/event-store';
import { LogCopyRefused } from './log-copy-refused';

/** An append of the copy is this large at most: a server that was left as it was takes one MiB. */
const MOST_EVENTS = 500;
const MOST_BYTES = 512 * 1024;
/** So often the same append is handed in while its outcome is unknown; the adapter waits in between. */
const TRIES = 10;

export interface LogCopied {
  /** Written now. */
  readonly events: number;
  /** It went on behind what an earlier copy had written. */
  readonly resumed: boolean;
}

/**
 * Copies a log into another store, event by event to the byte and in the order of the log, behind what an earlier copy has written there:
 * the target itself tells how far that came. The source may be written to meanwhile; what comes is copied, too, until the end that is found.
 *
 * @param onProgress told now and then: events written, and the position in the source that was reached
 * @throws LogCopyRefused the target holds something else, or somebody else writes to it
 */
export async function copyLog(
  from: EventStore,
  to: EventStore,
  onProgress: (events: number, position: Position) => void = () => undefined,
): Promise<LogCopied> {
  const after = await reachedBy(to, from);
  let events = 0;
  let batch: StoredEvent[] = [];
  let bytes = 0;
  const write = async (): Promise<void> => {
    const last = batch.at(-1);
    if (!last) return;
    await append(to, batch);
    events += batch.length;
    batch = [];
    bytes = 0;
    onProgress(events, last.position);
  };
  for await (const event of from.readAll(after === undefined ? {} : { after })) {
    const size = event.data.byteLength + event.metadata.byteLength;
    const goesOn = batch.at(-1)?.stream === event.stream && batch.length < MOST_EVENTS && bytes + size <= MOST_BYTES;
    if (!goesOn) await write();
    batch.push(event);
    bytes += size;
  }
  await write();
  return { events, resumed: after !== undefined };
}

/** The position in the source up to which the target is its copy; nothing for an empty target. */
async function reachedBy(to: EventStore, from: EventStore): Promise<Position | undefined> {
  for await (const last of to.readAll({ direction: 'backwards', limit: 1 })) {
    for await (const same of from.readStream(last.stream, { from: last.revision, limit: 1 })) {
      if (hashOf(same) === hashOf(last)) return same.position;
    }
    throw new LogCopyRefused('target-differs', last.stream, last.revision);
  }
  return undefined;
}

const hashOf = (event: StoredEvent): string => eventHash(event.stream, event.revision, event);

async function append(to: EventStore, batch: readonly StoredEvent[]): Promise<void> {
  const { stream, revision } = batch[0] as StoredEvent;
  for (let attempt = 1; ; attempt++) {
    try {
      await to.append(stream, batch.map(asNew), revision === 0 ? 'none' : revision - 1);
      return;
    } catch (error) {
      if (error instanceof RevisionConflict) throw new LogCopyRefused('target-written', stream as StreamName, revision);
      if (!(error instanceof OutcomeUnknown) || attempt === TRIES) throw error;
    }
  }
}

const asNew = ({ id, type, data, metadata }: StoredEvent): NewEvent => ({ id, type, data, metadata });
