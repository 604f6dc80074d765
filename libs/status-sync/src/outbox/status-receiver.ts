import type { DossierId } from '@lienthong/dossier/domain';
import type { StatusMessage } from '../status-message';

/** Who is told: the national portal, or the linked-service channel. */
export type SyncTarget = 'portal' | 'channel';

/** The port to one system that is told statuses. An adapter keeps no state and decides nothing: it says what happened. */
export interface StatusReceiver {
  readonly target: SyncTarget;

  /** The exact bytes of a message. Pure: the same message gives the same bytes. Throws `Unmappable`. */
  prepare(message: StatusMessage): Uint8Array;

  /** Tells it, under the key of the message, so that telling it again is safe. Never throws for what the receiver or the network do. */
  tell(message: StatusMessage, body: Uint8Array): Promise<Telling>;

  /** Asks what the receiver has of a dossier. */
  inquire(dossier: DossierId): Promise<Standing>;
}

/** `code` is an entry of the adapter's error catalogue. */
export type Telling =
  /** `already`: it was received before. */
  | { readonly kind: 'confirmed'; readonly already: boolean }
  /** Something before it is missing there. */
  | { readonly kind: 'out-of-order'; readonly code: string; readonly detail: string }
  /** Final: telling the same again cannot help; a person has to look. */
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  | Unavailable;

/** `last`: the number of the last message that it has without a gap before it; 0: none. */
export type Standing = { readonly kind: 'has'; readonly last: number } | Unavailable;

/** No answer that can be believed. Telling it again is right: the key shows what came before. */
interface Unavailable {
  readonly kind: 'unavailable';
  readonly code: string;
  readonly detail: string;
  /** The receiver asked for patience (Retry-After), in milliseconds. */
  readonly retryAfterMs?: number;
}
