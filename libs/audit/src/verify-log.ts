import { ChainVerifier, LogDamaged, type ChainFault, type EventFilter, type EventStore, type Position } from '@lienthong/event-store';

export interface LogVerdict {
  readonly events: number;
  readonly streams: number;
  /** Empty: every event carries the hash of the one before it in its stream, and no stream has a gap. */
  readonly faults: readonly ChainFault[];
  /** Appends whose bytes cannot be read. What stands behind them was checked; the next event of the stream shows as a gap. */
  readonly damaged: readonly DamagedAppend[];
  /** Where reading had to stop because the file itself is damaged; what lies behind was not checked. */
  readonly unreadable?: { readonly after?: Position; readonly afterEvents: number; readonly reason: string };
}

export type DamagedAppend = Pick<LogDamaged, 'stream' | 'revisions' | 'position' | 'reason'>;

/**
 * Recomputes the hash chain of every stream from the stored bytes. A change of any stored byte shows at the event behind it;
 * a change of a stream's last event, or its removal, shows only once another one is written, or against a kept hash.
 *
 * @param onProgress called now and then with the number of events checked so far
 */
export async function verifyLog(store: EventStore, filter?: EventFilter, onProgress?: (events: number) => void): Promise<LogVerdict> {
  const verifier = new ChainVerifier();
  const faults: ChainFault[] = [];
  const damaged: DamagedAppend[] = [];
  let events = 0;
  let after: Position | undefined;
  const verdict = () => ({ events, streams: verifier.streams, faults, damaged });
  for (;;) {
    try {
      for await (const event of store.readAll({ ...(filter && { filter }), ...(after !== undefined && { after }) })) {
        const fault = verifier.check(event);
        if (fault) faults.push(fault);
        after = event.position;
        if (++events % 10_000 === 0) onProgress?.(events);
      }
      return verdict();
    } catch (error) {
      if (!(error instanceof LogDamaged)) {
        const reason = error instanceof Error ? error.message : String(error);
        return { ...verdict(), unreadable: { ...(after !== undefined && { after }), afterEvents: events, reason } };
      }
      const { stream, revisions, position, reason } = error;
      damaged.push({ stream, revisions, position, reason });
      after = position;
    }
  }
}
