import { EventTooLarge, MAX_EVENT_BYTES, type NewEvent } from './event-store';

/** @throws EventTooLarge one event's data and metadata are more than {@link MAX_EVENT_BYTES} together */
export function refuseTooLarge(events: readonly NewEvent[]): void {
  for (const event of events) {
    const bytes = event.data.byteLength + event.metadata.byteLength;
    if (bytes > MAX_EVENT_BYTES) throw new EventTooLarge(event.type, bytes);
  }
}
