import { awaitsAcknowledgement, isReached, type Dossier, type Handoff } from '@lienthong/dossier/domain';
import type { Case } from './exchange';

/**
 * Whether a supplement or a correction has to wait. It carries the whole message as it is now, so nothing older may arrive after it: it
 * goes out once the agency has the procedure itself, and no notice that was requested before it can still be on its way. What a person
 * has to look at, and surely did not arrive, keeps nobody waiting: when it is released it says what is true then. A withdrawal never
 * waits: an agency accepts it also for what it does not have yet, and takes that no more.
 */
export function awaitsTurn({ dossier, handoff }: Case): boolean {
  const { notice, procedure } = handoff;
  if (!notice || notice.kind === 'withdrawal') return false;
  const itself = dossier.handoffs[procedure];
  if (!itself || !isReached(itself)) return true;
  const notices = Object.values(dossier.handoffs).filter((each) => each.procedure === procedure && each.notice);
  return notices.slice(0, notices.indexOf(handoff)).some(mayStillArrive);
}

const mayStillArrive = (earlier: Handoff): boolean => awaitsAcknowledgement(earlier) || (earlier.uncertain && !isReached(earlier));

/** The notices that may have waited for a handoff, once it is not on its way any more. */
export function behind({ handoffs }: Dossier, handoff: Handoff): readonly Handoff[] {
  if (awaitsAcknowledgement(handoff)) return [];
  return Object.values(handoffs).filter(({ id, notice, procedure }) => notice && procedure === handoff.procedure && id !== handoff.id);
}
