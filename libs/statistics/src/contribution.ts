import { localDate, type Instant, type LocalDate } from '@lienthong/calendar';
import {
  holderOf,
  type Channel,
  type Dossier,
  type DossierId,
  type DossierOutcome,
  type Holder,
  type OfficeCode,
} from '@lienthong/dossier/domain';
import type { Course, TimeByHolder } from './course';
import { inTimeUntil } from './official-rule';

/** What one dossier adds to the statistics. Nothing personal. */
export interface Contribution {
  readonly dossier: DossierId;
  readonly office: OfficeCode;
  readonly channel: Channel;
  /** Code of the bundle. */
  readonly bundle: string;
  /** The day to which it belongs: that of its reception, or of its submission as long as it is not received. */
  readonly day: LocalDate;
  readonly received: boolean;
  readonly endedAt?: Instant;
  readonly outcome?: DossierOutcome;
  /** What was promised last. */
  readonly appointment?: Instant;
  /** See {@link inTimeUntil}. */
  readonly inTimeUntil?: Instant;
  /** How many were asked for. */
  readonly supplements: number;
  /** How many of its procedures were refused. */
  readonly refused: number;
  /** Milliseconds by holder up to `since`; afterwards it lies with `holder`. */
  readonly held: TimeByHolder;
  readonly since: Instant;
  readonly holder?: Holder;
}

/** What a dossier adds, out of its state and its way. */
export function contributionOf(dossier: Dossier, { endedAt, since, held }: Course): Contribution {
  const { id, office, channel, code, submittedAt, receivedAt, outcome, clock, turns, procedures } = dossier;
  const appointment = clock.due['dossier']?.promised;
  const until = inTimeUntil(dossier);
  const holder = holderOf(dossier);
  return {
    dossier: id,
    office,
    channel,
    bundle: code,
    day: localDate(receivedAt ?? submittedAt),
    received: receivedAt !== undefined,
    ...(endedAt !== undefined && { endedAt }),
    ...(outcome && { outcome }),
    ...(appointment !== undefined && { appointment }),
    ...(until !== undefined && { inTimeUntil: until }),
    supplements: turns.supplements.length,
    refused: Object.values(procedures).filter(({ status }) => status === 'refused').length,
    held,
    since,
    ...(holder && { holder }),
  };
}

export type Punctuality = 'on-time' | 'late' | 'open-on-time' | 'open-late';

/** How a dossier stands by the official rule. Without an end yet, the end of the reporting period stands in for it. [P] */
export function punctuality({ endedAt, inTimeUntil: until }: Pick<Contribution, 'endedAt' | 'inTimeUntil'>, asOf: Instant): Punctuality {
  const ended = endedAt !== undefined && endedAt <= asOf;
  const late = until !== undefined && (ended ? endedAt : asOf) > until;
  if (ended) return late ? 'late' : 'on-time';
  return late ? 'open-late' : 'open-on-time';
}
