import { END, type EventStoreDBClient, excludeSystemEvents } from '@eventstore/db-client';
import type { Position } from '../event-store';
import { reasonOf } from './failure';
import { backOff, type Pause } from './patience';
import { positionOf } from './position';

/**
 * Tells all subscriptions of a store that there is news: one subscription to the server, which is only listened to, never read from.
 * It begins when somebody listens first, and begins anew whenever it breaks off, however that happens; then it rings, too, for what came
 * while it was silent.
 */
export class Bell {
  /** Grows with every ring. A reader that saw it before it looked can tell whether it missed one. */
  rings = 0;
  /** The last news: a reader that has not seen it has not caught up. */
  position: Position | undefined;
  #listening = false;
  readonly #sleepers = new Set<() => void>();

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly pause: Pause,
    private readonly closed: AbortSignal,
    private readonly onFailure: (reason: string | undefined) => void,
  ) {}

  /** Resolves when it rang after `known`, or with the signal. */
  async after(known: number, signal: AbortSignal): Promise<void> {
    if (!this.#listening) {
      this.#listening = true;
      void this.#listen();
    }
    if (this.rings !== known || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#sleepers.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  async #listen(): Promise<void> {
    let failures = 0;
    while (!this.closed.aborted) {
      try {
        await this.#hear(() => (failures = 0));
        failures++;
      } catch (error) {
        failures++;
        if (!this.closed.aborted) this.onFailure(reasonOf(error));
      }
      await this.pause(backOff(failures), this.closed);
    }
  }

  /** Listens until the subscription breaks off. */
  async #hear(onConfirmed: () => void): Promise<void> {
    const subscription = this.client.subscribeToAll({ fromPosition: END, filter: excludeSystemEvents(), requiresLeader: true });
    // As with reading: an error that nobody waits for would end the process.
    subscription.on('error', () => undefined);
    subscription.once('confirmation', () => {
      onConfirmed();
      this.#ring();
    });
    for await (const { event } of subscription) {
      if (event?.position) this.position = positionOf(event.position);
      this.#ring();
    }
  }

  #ring(): void {
    this.rings++;
    for (const wake of [...this.#sleepers]) wake();
  }
}
