import type { Instant } from '@lienthong/calendar';
import type { DueTimer, TimerBoard } from '@lienthong/dossier';
import type { DossierId } from '@lienthong/dossier/domain';
import type { Reads } from '../lists/read-access';
import type { TableKeeper } from '../table-keeper';

/** The moments at which time alone changes something, one for each dossier that has any: the next. */
export class TimerList implements TimerBoard {
  constructor(
    private readonly access: Reads,
    private readonly keeper: Pick<TableKeeper, 'onCommit'>,
  ) {}

  async due(now: Instant, limit: number, after?: DueTimer): Promise<readonly DueTimer[]> {
    const due = await this.access.read((rows) =>
      rows
        .selectFrom('dossier')
        .select(['id', 'timer_at'])
        .where('timer_at', '<=', now)
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) => eb(refTuple('timer_at', 'id'), '>', tuple(after?.at ?? '', after?.dossier ?? ''))),
        )
        .orderBy('timer_at')
        .orderBy('id')
        .limit(limit)
        .execute(),
    );
    return due.map(({ id, timer_at }) => ({ dossier: id as DossierId, at: timer_at as Instant }));
  }

  async nextAfter(now: Instant): Promise<Instant | undefined> {
    const next = await this.access.read((rows) =>
      rows.selectFrom('dossier').select('timer_at').where('timer_at', '>', now).orderBy('timer_at').limit(1).executeTakeFirst(),
    );
    return (next?.timer_at as Instant | null | undefined) ?? undefined;
  }

  onChange(listener: () => void): () => void {
    return this.keeper.onCommit((_, events) => {
      if (events > 0) listener();
    });
  }
}
