import { ChainVerifier, type ChainFault, type EventFilter, type EventStore } from '@lienthong/event-store';

export interface LogVerdict {
  readonly events: number;
  readonly streams: number;
  /** Empty: every event carries the hash of the one before it in its stream, and no stream has a gap. */
  readonly faults: readonly ChainFault[];
  /** Where reading had to stop because what is stored is damaged; what lies behind was not checked. */
  readonly unreadable?: { readonly afterEvents: number; readonly reason: string };
}

/**
 * Recomputes the hash chain of every stream from the stored bytes. A change of any stored byte shows at the event behind it;
 * a change of a stream's last event, or its removal, shows only once another one is written, or against a kept hash.
 *
 * @param onProgress called now and then with the number of events checked so far
 */
export async function verifyLog(store: EventStore, filter?: EventFilter, onProgress?: (events: number) => void): Promise<LogVerdict> {
  const verifier = new ChainVerifier();
  const faults: ChainFault[] = [];
  let events = 0;
  try {
    for await (const event of store.readAll(filter ? { filter } : {})) {
      const fault = verifier.check(event);
      if (fault) faults.push(fault);
      if (++events % 10_000 === 0) onProgress?.(events);
    }
  } catch (error) {
    const unreadable = { afterEvents: events, reason: error instanceof Error ? error.message : String(error) };
    return { events, streams: verifier.streams, faults, unreadable };
  }
  return { events, streams: verifier.streams, faults };
}
