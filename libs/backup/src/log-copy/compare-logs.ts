import { ChainVerifier, type ChainFault, type EventStore, type StoredEvent } from '@lienthong/event-store';

/** Where two logs part. `missing`: the copy ends there. `more`: it goes on where the original ends. */
export interface LogDifference {
  readonly what: 'differs' | 'missing' | 'more';
  readonly stream: string;
  readonly revision: number;
}

export interface LogComparison {
  /** Events that are the same in both, byte by byte and in the same order. */
  readonly events: number;
  readonly streams: number;
  /** The first event in which they differ; what lies behind it was not looked at. */
  readonly difference?: LogDifference;
  /** Breaks in the chains of the copy. They are in the original, too, as far as both are the same. */
  readonly faults: readonly ChainFault[];
}

/** Reads an original and its copy side by side, and recomputes the hash chains from the copy's bytes. */
export async function compareLogs(
  original: EventStore,
  copy: EventStore,
  onProgress: (events: number) => void = () => undefined,
): Promise<LogComparison> {
  const verifier = new ChainVerifier();
  const faults: ChainFault[] = [];
  let events = 0;
  let difference: LogDifference | undefined;
  const copies = copy.readAll()[Symbol.asyncIterator]();
  try {
    for await (const event of original.readAll()) {
      const { value, done } = await copies.next();
      if (done) difference = { what: 'missing', ...placeOf(event) };
      else if (!isSame(event, value)) difference = { what: 'differs', ...placeOf(value) };
      if (done || difference) break;
      const fault = verifier.check(value);
      if (fault) faults.push(fault);
      if (++events % 1_000 === 0) onProgress(events);
    }
    if (!difference) {
      const { value, done } = await copies.next();
      if (!done) difference = { what: 'more', ...placeOf(value) };
    }
  } finally {
    await copies.return?.();
  }
  return { events, streams: verifier.streams, faults, ...(difference && { difference }) };
}

const placeOf = ({ stream, revision }: StoredEvent): Pick<LogDifference, 'stream' | 'revision'> => ({ stream, revision });

const isSame = (a: StoredEvent, b: StoredEvent): boolean =>
  a.stream === b.stream &&
  a.revision === b.revision &&
  a.id === b.id &&
  a.type === b.type &&
  Buffer.compare(a.data, b.data) === 0 &&
  Buffer.compare(a.metadata, b.metadata) === 0;
