import type { RecordedEvent } from '@lienthong/dossier';
import { isHandoffSide, type HandoffSideEvent, type Sha256 } from '@lienthong/dossier/domain';
import { sha256, type KeptMessage, type QuarantinedMessage } from '@lienthong/handoff';

/** An event cites exact bytes that nobody can show. */
export interface MissingMessage {
  readonly revision: number;
  readonly type: string;
  readonly direction: KeptMessage['direction'];
  readonly sha256: Sha256;
  /** `other-bytes`: something is kept under that hash, but does not have it. */
  readonly why: 'not-kept' | 'other-bytes';
}

/**
 * Looks whether the exact bytes that a dossier's events cite by their hash are kept: with the dossier's messages, or in
 * quarantine. Bytes whose key was erased are taken at their word.
 *
 * @param kept all messages of the dossier
 * @param quarantined those that may be the dossier's; others do no harm
 */
export function findMissingMessages(
  history: readonly RecordedEvent[],
  kept: readonly KeptMessage[],
  quarantined: readonly QuarantinedMessage[],
): readonly MissingMessage[] {
  const places = new Map<string, boolean>();
  const note = (place: string, hash: Sha256, body: Uint8Array | undefined): unknown => places.set(place, !body || sha256(body) === hash);
  for (const { handoff, direction, sha256: hash, body } of kept) note(placeOf(handoff, direction, hash), hash, body);
  for (const { handoff = '', received, body } of quarantined) note(placeOf(handoff, 'received', received), received, body);

  return history.flatMap(({ revision, event }): MissingMessage[] => {
    if (!isHandoffSide(event)) return [];
    const { type, data } = event;
    return citations(event).flatMap(([direction, hash]): MissingMessage[] => {
      const holds = places.get(placeOf(data.handoff, direction, hash));
      return holds ? [] : [{ revision, type, direction, sha256: hash, why: holds === undefined ? 'not-kept' : 'other-bytes' }];
    });
  });
}

const placeOf = (handoff: string, direction: KeptMessage['direction'], hash: Sha256): string => `${handoff} ${direction} ${hash}`;

function citations({ data }: HandoffSideEvent): (readonly [KeptMessage['direction'], Sha256])[] {
  const sent = 'sent' in data && data.sent;
  const received = 'received' in data && data.received;
  return [...(sent ? [['sent', sent] as const] : []), ...(received ? [['received', received] as const] : [])];
}
