/** The calls in which something can go wrong. A subscription is a read that does not end. */
export type CallName = 'append' | 'batch-append' | 'read' | 'subscribe' | 'server-features';

/** What goes wrong with one call. */
export type Fault =
  /** Refused with this gRPC status before anything is done. */
  | { readonly kind: 'refused'; readonly code: number; readonly details?: string }
  /** Done as asked, but answered with this status: the outcome that a caller cannot know. */
  | { readonly kind: 'done-but'; readonly code: number; readonly details?: string }
  /** The connection is lost before anything is done. */
  | { readonly kind: 'cut-before' }
  /** The connection is lost after it was done, before the answer. */
  | { readonly kind: 'cut-after' }
  /** The connection is lost after so many events were sent to the reader. */
  | { readonly kind: 'cut-at'; readonly events: number }
  /** The call ends in good order after so many events, as from a server that goes down. */
  | { readonly kind: 'end-at'; readonly events: number }
  /** Nothing is done until it is released. */
  | { readonly kind: 'held'; readonly until: Promise<void> }
  /** The expected revision is said to be wrong, whatever it is. */
  | { readonly kind: 'conflict' };

/** Faults by call: each call that arrives takes the first that waits for its kind. */
export class Faults {
  readonly #waiting = new Map<CallName, Fault[]>();

  next(call: CallName, ...faults: readonly Fault[]): void {
    this.#waiting.set(call, [...(this.#waiting.get(call) ?? []), ...faults]);
  }

  take(call: CallName): Fault | undefined {
    return this.#waiting.get(call)?.shift();
  }
}
