import type { ProcedureKey } from '@lienthong/bundle';
import { instant, plusMillis, type Instant, type LocalDate } from '@lienthong/calendar';
import { handoffId, runningDeadlines, type Command, type DossierId, type OfficeCode } from '@lienthong/dossier/domain';
import fc from 'fast-check';
import { attempt, histories, live, report } from '../testing/histories';
import { onEachDatabase } from '../testing/each-database';
import { BIRTH, type Readers, Writers } from '../testing/readers';
import { DueList, type DueFilter } from './due-list';

const CARD = 'health-insurance-card' as ProcedureKey;
/** Of what is received at ten on Monday 26 October the gate is due on that day, and the whole on Wednesday. */
const GATE = instant('2026-10-26T17:00:00+07:00');
const WHOLE = instant('2026-10-28T17:00:00+07:00');
const DAY_MS = 24 * 3_600_000;

onEachDatabase('the list of what is due', (open) => {
  let readers: Readers;
  let writers: Writers;
  let list: DueList;
  beforeEach(async () => {
    readers = await open();
    writers = new Writers(readers);
    list = new DueList(readers.access, writers.time);
    await readers.keep();
  });
  afterEach(async () => {
    expect(readers.failures).toEqual([]);
    writers.close();
    await readers.close();
  });

  const done = async (id: DossierId, ...commands: Command[]): Promise<void> => {
    for (const command of commands) expect(await writers.do(id, command)).toBe(true);
    await readers.caughtUp();
  };
  const shown = async (at: Instant, filter: DueFilter = {}): Promise<string[]> => {
    writers.time.moveTo(at);
    return (await list.list({ ...filter, limit: 1_000 })).items.map(({ of, state }) => `${of} ${state}`);
  };
  const received = async (number?: number): Promise<DossierId> => {
    const id = await writers.received(number);
    await readers.caughtUp();
    return id;
  };

  it('has nothing of what is not received', async () => {
    await writers.submitted();
    await readers.caughtUp();
    expect(await shown(plusMillis(WHOLE, DAY_MS))).toEqual([]);
  });

  it('says of a deadline whose it is, what was promised, what the law says, and who has it', async () => {
    const id = await received();
    const [row] = (await list.list()).items;
    expect(row).toEqual({ dossier: id, office: '26734', of: BIRTH, promised: GATE, legal: GATE, state: 'soon', holder: 'in-transit' });
  });

  it('shows what is due today from the morning on, and the rest from its warning at the close of the day before', async () => {
    await received();
    expect(await shown(writers.time.now())).toEqual([`${BIRTH} soon`]);
    expect(await shown(plusMillis(WHOLE, -DAY_MS - 1), { state: 'soon' })).toEqual([]);
    expect(await shown(plusMillis(WHOLE, -DAY_MS), { state: 'soon' })).toEqual(['dossier soon']);
  });

  it('finds late what was to end before now, without an event that says so; the very moment is still in time', async () => {
    await received();
    const before = await readers.digest();
    expect(await shown(GATE, { state: 'late' })).toEqual([]);
    expect(await shown(plusMillis(GATE, 1), { state: 'late' })).toEqual([`${BIRTH} late`]);
    expect(await shown(plusMillis(WHOLE, 1))).toEqual([`${BIRTH} late`, 'dossier late']);
    expect(await readers.digest()).toEqual(before);
  });

  it('tells for how long it is late in whole days and hours', async () => {
    await received();
    const lateFor = async (millis: number) => {
      writers.time.moveTo(plusMillis(GATE, millis));
      return (await list.list({ limit: 1 })).items[0]?.lateFor;
    };
    expect(await lateFor(0)).toBeUndefined();
    expect(await lateFor(3_599_999)).toEqual({ days: 0, hours: 0 });
    expect(await lateFor(DAY_MS - 1)).toEqual({ days: 0, hours: 23 });
    expect(await lateFor(3 * DAY_MS + 2 * 3_600_000)).toEqual({ days: 3, hours: 2 });
  });

  it('leaves out what waits for the citizen, and has it again by the deadline that is set anew', async () => {
    const id = await received();
    await done(id, { type: 'RequestSupplement', what: 'the notice', fields: [], procedure: BIRTH });
    expect(await shown(plusMillis(WHOLE, -DAY_MS))).toEqual([]);
    await done(id, { type: 'ProvideSupplement', supplement: 1 });
    expect((await shown(plusMillis(WHOLE, 30 * DAY_MS))).sort()).toEqual([`${BIRTH} late`, 'dossier late']);
    const { items } = await list.list();
    for (const { of, promised } of items) expect(promised > (of === 'dossier' ? WHOLE : GATE)).toBe(true);
  });

  it('goes by the new promise of an apology, on whose day it is due soon again', async () => {
    const id = await received();
    await done(id, { type: 'IssueApology', of: 'dossier', cause: 'Cán bộ nghỉ ốm', newDay: '2026-10-30' as LocalDate });
    expect(await shown(plusMillis(WHOLE, 1))).toEqual([`${BIRTH} late`]);
    expect(await shown(instant('2026-10-30T00:00:00+07:00'))).toEqual([`${BIRTH} late`, 'dossier soon']);
    expect((await list.list({ state: 'soon' })).items).toMatchObject([{ legal: WHOLE, promised: '2026-10-30T10:00:00.000Z' }]);
  });

  it('has a procedure no longer once it has ended, and a dossier once all of it has', async () => {
    const id = await received();
    await done(id, report(handoffId(id, BIRTH), 'm-1', { status: 'refused' }));
    expect(await shown(plusMillis(WHOLE, 1))).toEqual([]);
  });

  it('says who has it: on the way, the agency, or an operator', async () => {
    const id = await received();
    const handoff = handoffId(id, BIRTH);
    const holders = async () => (await list.list({ state: 'late' })).items.map(({ of, holder }) => `${of} ${holder}`);
    await done(id, attempt(handoff), { type: 'RecordAcknowledgement', handoff, via: 'delivery', reference: 'HT-1' } as Command);
    writers.time.moveTo(plusMillis(WHOLE, 1));
    expect(await holders()).toEqual([`${BIRTH} agency:justice`, 'dossier agency:justice']);

    const other = await received();
    await done(other, { type: 'RecordHandoffRefusal', handoff: handoffId(other, BIRTH), by: 'agency', code: 'HS03', detail: '' });
    writers.time.moveTo(plusMillis(WHOLE, 30 * DAY_MS));
    expect((await holders()).filter((each) => each.endsWith('operator'))).toEqual([`${BIRTH} operator`, 'dossier operator']);
  });

  it('is asked for an office, and for an agency, which has procedures only', async () => {
    await received();
    const elsewhere = await writers.submitted(undefined, { office: '00070' as OfficeCode });
    await done(elsewhere, { type: 'ReceiveDossier' });
    const late = plusMillis(WHOLE, DAY_MS);
    expect(await shown(late)).toHaveLength(4);
    expect(await shown(late, { office: '00070' })).toEqual([`${BIRTH} late`, 'dossier late']);
    expect((await list.list({ office: '00070' })).items.map(({ dossier }) => dossier)).toEqual([elsewhere, elsewhere]);
    expect(await shown(late, { agency: 'justice' })).toEqual([`${BIRTH} late`, `${BIRTH} late`]);
    expect(await shown(late, { agency: 'justice', office: '00070' })).toEqual([`${BIRTH} late`]);
    expect(await shown(late, { agency: 'police' })).toEqual([]);
  });

  it('turns its pages in the order of what was promised, giving nothing twice, while things become late', async () => {
    for (let number = 1; number <= 4; number++) await writers.received(number);
    await readers.caughtUp();
    writers.time.moveTo(plusMillis(WHOLE, DAY_MS));
    const whole = (await list.list()).items;
    const paged = [];
    for (let cursor: string | undefined; ;) {
      const { items, next } = await list.list({ limit: 3, ...(cursor !== undefined && { cursor }) });
      paged.push(...items);
      if (next === undefined) break;
      cursor = next;
    }
    expect(paged).toEqual(whole);
    expect(whole.map(({ promised }) => promised)).toEqual([...Array(4).fill(GATE), ...Array(4).fill(WHOLE)]);
    const { next = '' } = await list.list({ limit: 3 });
    await expect(list.list({ state: 'late', cursor: next })).rejects.toMatchObject({ code: 'cursor-invalid' });
  });

  it('has the deadlines for which time runs by the fold of each dossier, and the same rows when it is made anew', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const two = await live(writers, history);
        await readers.caughtUp();
        for (const id of two) {
          const dossier = (await writers.dossiers.load(id))?.dossier;
          const rows = await readers.db
            .selectFrom('due')
            .select(['of', 'promised', 'legal'])
            .where('dossier', '=', id)
            .orderBy('of')
            .execute();
          const running = dossier ? runningDeadlines(dossier).map(({ of, promised, legal }) => ({ of, promised, legal })) : [];
          expect(rows).toEqual(running.sort((a, b) => (a.of < b.of ? -1 : 1)));
        }
      }),
      { numRuns: 15 },
    );
    const before = await readers.digest();
    await readers.empty();
    await readers.keep();
    expect(await readers.digest()).toEqual(before);
  });

  it('is written only when a deadline changes', async () => {
    const id = await received();
    await readers.db.updateTable('due').set({ legal: 'untouched' }).execute();
    await done(id, attempt(handoffId(id, BIRTH)), { type: 'PassTime' });
    expect(await readers.db.selectFrom('due').select('legal').distinct().execute()).toEqual([{ legal: 'untouched' }]);
    await done(id, report(handoffId(id, BIRTH), 'm-1', { status: 'completed', result: { number: '1' } }));
    const rows = await readers.db.selectFrom('due').select(['of', 'legal']).execute();
    expect(rows).toContainEqual({ of: CARD, legal: expect.stringMatching(/^2026-/) as string });
    expect(rows).toContainEqual({ of: 'dossier', legal: 'untouched' });
    expect(rows.map(({ of }) => of)).not.toContain(BIRTH);
  });
});
