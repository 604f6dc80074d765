import type { ExpectedRevision } from '../event-store';

/** An append on its way to the writer. */
export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** How many events the frame holds; 0 for an empty batch. */
  readonly events: number;
  /** See frame.ts. */
  readonly frame: Uint8Array;
}

/** Appends as they travel: their frames one behind the other in one piece of memory, which is given away. */
export interface Parcel {
  readonly kind: 'append';
  readonly appends: readonly (Omit<AppendRequest, 'frame'> & { readonly bytes: number })[];
  readonly frames: ArrayBuffer;
}

export function pack(requests: readonly AppendRequest[]): Parcel {
  const frames = new ArrayBuffer(requests.reduce((sum, { frame }) => sum + frame.byteLength, 0));
  const memory = new Uint8Array(frames);
  let at = 0;
  const appends = requests.map(({ stream, expected, events, frame }) => {
    memory.set(frame, at);
    at += frame.byteLength;
    return { stream, expected, events, bytes: frame.byteLength };
  });
  return { kind: 'append', appends, frames };
}

export function unpack({ appends, frames }: Parcel): AppendRequest[] {
  let at = 0;
  return appends.map(({ stream, expected, events, bytes }) => {
    const frame = Buffer.from(frames, at, bytes);
    at += bytes;
    return { stream, expected, events, frame };
  });
}

/** What became of an append. */
export type AppendOutcome =
  /** `ordinal` is that of the last event's position; absent for an empty batch. */
  | { readonly kind: 'stored'; readonly revision: number; readonly ordinal?: number; readonly known?: true }
  | { readonly kind: 'conflict'; readonly actual: number }
  /** Not stored, and the reason. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The disk failed while it was being told to keep it: it may turn up after a restart. */
  | { readonly kind: 'unknown'; readonly reason: string };

export interface WriterData {
  readonly path: string;
}

/** To the thread: appends in their order; or the request to finish what came before and end. */
export type ToWriter = Parcel | { readonly kind: 'close' };

/** From the thread. Outcomes come in the order of the requests. */
export type FromWriter =
  | { readonly kind: 'ready' }
  /** The file cannot be opened to be written; the thread ends. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'outcomes'; readonly outcomes: readonly AppendOutcome[]; readonly commits: number };
