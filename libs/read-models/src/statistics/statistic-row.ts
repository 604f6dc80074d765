import { toMillis } from '@lienthong/calendar';
import { contributionOf } from '@lienthong/statistics';
import type { StatisticRow } from '../database/read-tables';
import type { FoldedDossier } from '../dossiers/dossier-folds';

/** What a dossier adds to the statistics, as a row. */
export function statisticRow({ dossier, course }: FoldedDossier): StatisticRow {
  const { office, channel, bundle, day, received, endedAt, inTimeUntil, supplements, refused, held, since, holder } = contributionOf(
    dossier,
    course,
  );
  return {
    dossier: dossier.id,
    office,
    channel,
    bundle,
    day,
    received: Number(received),
    ended_at: endedAt ?? null,
    in_time_until: inTimeUntil ?? null,
    supplements,
    refused,
    held: JSON.stringify(held),
    since_ms: toMillis(since),
    holder: holder ?? null,
  };
}
