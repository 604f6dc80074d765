import type { Instant } from '@lienthong/calendar';
import type { Sha256 } from '@lienthong/dossier/domain';
import type { SealedBody } from '@lienthong/handoff';

// ════════════════════════════════════════════════════════════════════════════════════════════════════════════════════
//  STORED FOR EVER, in a stream for each dossier and receiver: add, never rename.
// ════════════════════════════════════════════════════════════════════════════════════════════════════════════════════

export type SyncEvent =
  /** Written before anything is sent. `sha256`: of the exact bytes. `body`: these bytes; events of the first days have none. */
  | {
      readonly type: 'StatusSent';
      readonly data: { readonly number: number; readonly status: number; readonly sha256: Sha256; readonly body?: SealedBody };
    }
  /** `already`: the receiver said that it had it before. */
  | { readonly type: 'StatusConfirmed'; readonly data: { readonly number: number; readonly already: boolean } }
  /** Nothing more is told of this dossier until a person has looked. */
  | { readonly type: 'StatusRefused'; readonly data: { readonly number: number; readonly code: string } }
  /** A person has cleared up what was refused: it is told again. */
  | { readonly type: 'StatusReleased'; readonly data: { readonly number: number; readonly reason: string } };

/** How far a receiver has been told, as the stream says. */
export interface SyncState {
  /** By number, what was sent last under it. */
  readonly sent: Readonly<Record<number, { readonly status: number; readonly sha256: Sha256 }>>;
  /** All up to this number were confirmed; 0: none. */
  readonly confirmed: number;
  readonly refused?: Refused;
}

export interface Refused {
  readonly number: number;
  readonly code: string;
  readonly since: Instant;
}

export const NOTHING_TOLD: SyncState = { sent: {}, confirmed: 0 };

export function evolveSync(state: SyncState, event: SyncEvent, at: Instant): SyncState {
  switch (event.type) {
    case 'StatusSent': {
      const { number, status, sha256 } = event.data;
      return { ...state, sent: { ...state.sent, [number]: { status, sha256 } } };
    }
    case 'StatusConfirmed':
      return { ...state, confirmed: Math.max(state.confirmed, event.data.number) };
    case 'StatusRefused':
      return { ...state, refused: { ...event.data, since: at } };
    case 'StatusReleased': {
      const { refused: _cleared, ...rest } = state;
      return rest;
    }
  }
}
