import { plusMillis, startOfDay, toMillis, type Clock, type Instant, type LocalDate } from '@lienthong/calendar';
import type { Channel, Holder } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import { add, addTime, NOTHING, type GroupedBy, type Report, type TimeByHolder, type Totals } from '@lienthong/statistics';
import { sql, type RawBuilder } from 'kysely';
import { offIndex } from '../lists/off-index';
import type { Reads } from '../lists/read-access';

/** Which dossiers a report is about; days are those of Viet Nam, both of them within the period. */
export interface StatisticsFilter {
  readonly office?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly channel?: Channel;
  /** Code of the bundle. */
  readonly bundle?: string;
  readonly by?: GroupedBy;
}

export interface StatisticsReport extends Report {
  /** Absent before anything was read from the log. */
  readonly position?: Position;
}

const DAY_MS = 24 * 3_600_000;

/** The office's figures, summed up where the rows lie; `reportOf` in libs/statistics says what they mean. */
export class Statistics {
  constructor(
    private readonly access: Reads,
    private readonly clock: Clock,
  ) {}

  /** A report of what was received in a period. The period ends now, at the latest. */
  async report(filter: StatisticsFilter = {}): Promise<StatisticsReport> {
    const { office, from, to, channel, bundle, by } = filter;
    const asOf = endOfPeriod(this.clock.now(), to);
    const ofOffice = office === undefined ? sql`` : sql`and office = ${office}`;
    const ofChannel = channel === undefined ? sql`` : sql`and ${offIndex('channel')} = ${channel}`;
    const ofBundle = bundle === undefined ? sql`` : sql`and ${offIndex('bundle')} = ${bundle}`;
    const which = sql`where day >= ${from ?? '0000-01-01'} and day <= ${to ?? '9999-12-31'} ${ofOffice} ${ofChannel} ${ofBundle}`;
    const key = keyOf(by);
    return this.access.read(async (rows) => {
      const { rows: counted } = await counts(key, which, asOf).execute(rows);
      const { rows: times } = await timesByHolder(key, which, asOf).execute(rows);
      const checkpoint = await rows.selectFrom('checkpoint').select('position').where('projection', '=', 'dossiers').executeTakeFirst();
      const held = new Map<string, TimeByHolder>();
      for (const { key: group, holder, millis } of times) held.set(group, addTime(held.get(group) ?? {}, { [holder]: millis }));
      const lines = counted.map((line) => ({ ...line, held: held.get(line.key) ?? {} }));
      return {
        asOf,
        lines: by === undefined ? [] : lines,
        total: lines.map(({ key: _, ...totals }) => totals).reduce<Totals>(add, NOTHING),
        ...(checkpoint && { position: checkpoint.position as Position }),
      };
    });
  }
}

function endOfPeriod(now: Instant, to: LocalDate | undefined): Instant {
  const end = to === undefined ? now : plusMillis(startOfDay(to), DAY_MS - 1);
  return end < now ? end : now;
}

function keyOf(by: GroupedBy | undefined): RawBuilder<string> {
  switch (by) {
    case undefined:
      return sql<string>`''`;
    case 'month':
      return sql<string>`substr(day, 1, 7)`;
    case 'office':
    case 'channel':
    case 'bundle':
      return sql<string>`${sql.ref(by)}`;
  }
}

type Counts = Omit<Totals, 'held'> & { readonly key: string };

const counts = (key: RawBuilder<string>, which: RawBuilder<unknown>, asOf: Instant): RawBuilder<Counts> => {
  const ended = sql`(ended_at is not null and ended_at <= ${asOf})`;
  const late = sql`(in_time_until is not null and case when ${ended} then ended_at else ${asOf} end > in_time_until)`;
  return sql<Counts>`
    select ${key} as key,
      count(*) as dossiers,
      sum(received) as received,
      sum(case when channel = 'online' then 1 else 0 end) as online,
      sum(case when ${ended} and not ${late} then 1 else 0 end) as "onTime",
      sum(case when ${ended} and ${late} then 1 else 0 end) as late,
      sum(case when not ${ended} and not ${late} then 1 else 0 end) as "openOnTime",
      sum(case when not ${ended} and ${late} then 1 else 0 end) as "openLate",
      sum(supplements) as supplements,
      sum(case when supplements > 0 then 1 else 0 end) as supplemented,
      sum(refused) as refusals,
      sum(case when refused > 0 then 1 else 0 end) as "withRefusals"
    from statistic ${which} group by 1 order by 1`;
};

interface HeldTime {
  readonly key: string;
  readonly holder: Holder;
  readonly millis: number;
}

/** What is over, and what goes on for whoever has an open dossier now. */
const timesByHolder = (key: RawBuilder<string>, which: RawBuilder<unknown>, asOf: Instant): RawBuilder<HeldTime> => sql<HeldTime>`
  select ${key} as key, past.key as holder, sum(past.value) as millis
  from statistic, json_each(held) as past ${which} group by 1, 2
  union all
  select ${key} as key, holder, sum(${toMillis(asOf)} - since_ms) as millis
  from statistic ${which} and holder is not null and since_ms < ${toMillis(asOf)} group by 1, 2
  order by 1, 2`;
