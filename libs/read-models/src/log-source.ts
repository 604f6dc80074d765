import type { EventStore, Position } from '@lienthong/event-store';

/** The log, as the read models follow it from another thread. */
export interface LogSource extends Pick<EventStore, 'readAll'> {
  /** Calls back after each commit. Returns what ends it. */
  onCommit(listener: () => void): () => void;
  /** How many events lie up to a position. */
  eventsUpTo(position: Position): number;
}

/** The position of the last event; nothing for an empty log. */
export async function endOf(log: Pick<EventStore, 'readAll'>): Promise<Position | undefined> {
  for await (const { position } of log.readAll({ direction: 'backwards', limit: 1 })) return position;
  return undefined;
}
