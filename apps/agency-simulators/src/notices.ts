import type { WireSchema } from '@lienthong/agencies';
import type { Instant } from '@lienthong/calendar';
import type { Answer } from './answer';
import { isDecided, type Desk, type Filed, type Filing } from './desk';
import { digits, randomFor } from './random';
import type { Letter } from './reception';
import type { Tally } from './tally';

/** Something about a request, as it was handed in. */
export interface Notice {
  /** Its own key. */
  readonly key: string;
  readonly kind: 'supplement' | 'correction' | 'withdrawal';
  readonly number: number;
  /** The key of the request. */
  readonly about: string;
  readonly dossier: string;
  /** SHA-256 of the content, without where to send news. */
  readonly fingerprint: string;
  /** The request as it is now; not in a withdrawal. */
  readonly now?: Filing;
}

export interface TakenNotice extends Notice {
  readonly reference: string;
  readonly receivedAt: Instant;
}

/** How one agency speaks about notices. */
export interface NoticeManner<N> {
  readonly schema: WireSchema<N>;
  notice(message: N): Notice;
  accepted(taken: TakenNotice): Answer;
  /** The same notice again. */
  repeated(taken: TakenNotice): Answer;
  otherContent(): Answer;
  /** It does not have what the notice is about. */
  unknownCase(): Answer;
  alreadyDecided(): Answer;
}

/**
 * Notices at an agency's counter. Each has its effect once. A withdrawal is accepted also of what has not come yet, which is then not
 * taken in any more; to what is withdrawn already nothing can be supplemented or corrected, and saying so harms nobody.
 */
export function notices<N>(desk: Desk, tally: Tally, manner: NoticeManner<N>): Letter<N> {
  return {
    schema: manner.schema,
    open(message) {
      const notice = manner.notice(message);
      const filed = desk.filed.get(notice.about);
      const { key: handoff, dossier } = notice;
      const subject = { handoff, dossier, ...(filed && { procedure: filed.procedure, applicants: filed.applicants }) };
      return { subject, admit: () => admit(notice, filed) };
    },
  };

  function admit(notice: Notice, filed: Filed | undefined): Answer {
    const known = desk.notices.get(notice.key);
    if (known && !desk.faults.strike('no-dedupe', { handoff: notice.key, dossier: notice.dossier })) {
      const same = known.fingerprint === notice.fingerprint;
      tally[same ? 'duplicates' : 'conflicts'] += 1;
      return same ? manner.repeated(known) : manner.otherContent();
    }
    const withdrawn = desk.withdrawn.has(notice.about);
    if (!filed && !withdrawn && notice.kind !== 'withdrawal') return manner.unknownCase();
    if (filed && isDecided(filed) && notice.kind !== 'correction') return manner.alreadyDecided();
    if (filed && !withdrawn) act(notice, filed);
    if (notice.kind === 'withdrawal') desk.withdrawn.add(notice.about);
    return manner.accepted(note(notice, filed));
  }

  function act({ kind, now }: Notice, filed: Filed): void {
    if (now && kind === 'supplement') desk.supplement(filed, now);
    if (now && kind === 'correction') desk.correct(filed, now);
  }

  function note(notice: Notice, filed: Filed | undefined): TakenNotice {
    const { key: handoff, dossier, kind, number } = notice;
    const at = desk.now();
    const taken = { ...notice, reference: digits(randomFor(desk.town.seed, desk.agency, handoff), 9), receivedAt: at };
    desk.notices.set(handoff, taken);
    const procedure = filed?.procedure ?? notice.about;
    desk.town.ledger.record({ agency: desk.agency, handoff, dossier, procedure, at, notice: { kind, number } });
    return taken;
  }
}
