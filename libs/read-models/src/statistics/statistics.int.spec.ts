import { dossierOf, DOSSIER_STREAMS, decodeBare } from '@lienthong/dossier/reading';
import { evolve, type Dossier, type DossierId } from '@lienthong/dossier/domain';
import { plusMillis, type Instant, type LocalDate } from '@lienthong/calendar';
import { contributionOf, goOn, reportOf, type Contribution, type Course, type GroupedBy } from '@lienthong/statistics';
import fc from 'fast-check';
import { histories, live } from '../testing/histories';
import { onEachDatabase } from '../testing/each-database';
import { type Readers, Writers } from '../testing/readers';
import { Statistics, type StatisticsFilter } from './statistics';

/** What every dossier adds, folded from the log from its beginning. */
async function contributions({ store }: Readers): Promise<Contribution[]> {
  const dossiers = new Map<DossierId, { dossier: Dossier; course: Course }>();
  for await (const stored of store.readAll({ filter: { streamPrefixes: DOSSIER_STREAMS } })) {
    const { event, at } = decodeBare(stored);
    const id = dossierOf(stored.stream);
    const before = dossiers.get(id);
    const dossier = evolve(before?.dossier, event, at, id);
    if (dossier) dossiers.set(id, { dossier, course: goOn(before?.course, before?.dossier, dossier, at) });
  }
  return [...dossiers.values()].map(({ dossier, course }) => contributionOf(dossier, course));
}

const matches = ({ office, channel, bundle, from, to }: StatisticsFilter, each: Contribution): boolean =>
  (office === undefined || office === each.office) &&
  (channel === undefined || channel === each.channel) &&
  (bundle === undefined || bundle === each.bundle) &&
  (from === undefined || each.day >= from) &&
  (to === undefined || each.day <= to);

onEachDatabase('the report of the tables', (open) => {
  const day = (text: string): LocalDate => text as LocalDate;
  const filters = fc.record<StatisticsFilter>(
    {
      office: fc.constantFrom('26734', '00070'),
      channel: fc.constantFrom('online' as const, 'counter' as const),
      bundle: fc.constantFrom('birth', 'death'),
      from: fc.constantFrom(day('2026-10-26'), day('2026-10-27')),
      to: fc.constantFrom(day('2026-10-26'), day('2026-12-31')),
      by: fc.constantFrom<GroupedBy>('office', 'month', 'channel', 'bundle'),
    },
    { requiredKeys: [] },
  );

  it('is that of the log, folded from its beginning, whatever happened and whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.array(filters, { minLength: 3, maxLength: 6 }), fc.nat(20), async (history, asked, hours) => {
        const readers = await open();
        const writers = new Writers(readers);
        try {
          await live(writers, history);
          await writers.submitted(1, { channel: 'counter', office: '00070' as never });
          writers.time.moveTo(plusMillis(writers.time.now(), hours * 3_600_000));
          await readers.keep();
          const statistics = new Statistics(readers.access, writers.time);
          const all = await contributions(readers);
          for (const filter of asked) {
            const { position: _, ...report } = await statistics.report(filter);
            expect(withoutZeros(report)).toEqual(
              withoutZeros(
                reportOf(
                  all.filter((each) => matches(filter, each)),
                  report.asOf,
                  filter.by,
                ),
              ),
            );
          }
        } finally {
          writers.close();
          await readers.close();
        }
      }),
      { numRuns: 25 },
    );
  });

  it('ends with its period, and with the present while that is not over', async () => {
    const readers = await open();
    const writers = new Writers(readers);
    await writers.received();
    const now = (): Instant => writers.time.now();
    await readers.keep();
    const statistics = new Statistics(readers.access, writers.time);
    expect((await statistics.report({ to: day('2026-12-31') })).asOf).toBe(now());
    expect((await statistics.report()).asOf).toBe(now());
    writers.time.moveTo('2027-02-01T00:00:00.000Z' as Instant);
    const { asOf, total } = await statistics.report({ to: day('2026-12-31') });
    expect([asOf, total.dossiers, total.openLate]).toEqual(['2026-12-31T16:59:59.999Z', 1, 1]);
    writers.close();
    await readers.close();
  });
});

/** A holder for no time at all is as good as none. */
const withoutZeros = (report: unknown): unknown =>
  JSON.parse(JSON.stringify(report, (_, value: unknown) => (value === 0 ? undefined : value)));
