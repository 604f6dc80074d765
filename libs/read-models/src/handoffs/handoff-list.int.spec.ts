import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgencyCode } from '@lienthong/bundle';
import { plusMillis } from '@lienthong/calendar';
import { handoffId, nextStep, type DossierId, type Handoff, type HandoffId } from '@lienthong/dossier/domain';
import fc from 'fast-check';
import Database from 'libsql';
import type { HandoffSummary } from './handoff-list';
import { attempt, CERTIFICATE, histories, live, report } from '../testing/histories';
import { onEachDatabase } from '../testing/each-database';
import { BIRTH, PATIENCE, type Readers, Writers } from '../testing/readers';

const JUSTICE = 'justice' as AgencyCode;
/** The row that a handoff of the dossier's own fold must have. */
function expected(handoff: Handoff): HandoffSummary {
  const { id, procedure, agency, stage, attempts, requestedAt, since, failure: code, reference } = handoff;
  const next = nextStep(handoff, PATIENCE);
  return {
    id,
    dossier: id.slice(0, 36) as DossierId,
    procedure,
    agency,
    stage: stage.is,
    ...('cause' in stage && { cause: stage.cause }),
    ...(code !== undefined && { failure: code }),
    attempts,
    requestedAt,
    since,
    ...(reference !== undefined && { reference }),
    ...(next && { next }),
  };
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

onEachDatabase('the list of handoffs', (open, database) => {
  let readers: Readers;
  let writers: Writers;
  beforeEach(async () => {
    readers = await open();
    writers = new Writers(readers);
  });
  afterEach(async () => {
    writers.close();
    await readers.close();
  });

  async function folded(...ids: DossierId[]): Promise<HandoffSummary[]> {
    const dossiers = await Promise.all(ids.map((id) => writers.dossiers.load(id)));
    return dossiers.flatMap((loaded) => Object.values(loaded?.dossier.handoffs ?? {}).map(expected)).sort(byId);
  }
  /** Everything that is listed, after a restart of the projection. */
  async function listed(): Promise<HandoffSummary[]> {
    await readers.stop();
    const list = await readers.handoffs();
    const groups = await Promise.all((['open', 'settled'] as const).map((group) => list.list({ group, limit: 10_000 })));
    const both = new Map(groups.flatMap(({ items }) => items).map((item) => [item.id, item]));
    return [...both.values()].sort(byId);
  }
  it('shows what a fold of the log shows, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const two = await live(writers, history);
        const rows = (await listed()).filter(({ dossier }) => two.includes(dossier));
        expect(rows).toEqual(await folded(...two));
      }),
      { numRuns: 25 },
    );
  });

  describe('as the board', () => {
    it('gives what is due, oldest first, and no more than asked for', async () => {
      const ids = [await writers.received(1), await writers.received(2), await writers.received(3)];
      const list = await readers.handoffs();
      const due = await list.due(JUSTICE, writers.time.now(), 2);
      expect(due).toMatchObject([
        { handoff: handoffId(ids[0] as DossierId, BIRTH), agency: 'justice', step: 'deliver' },
        { handoff: handoffId(ids[1] as DossierId, BIRTH), agency: 'justice', step: 'deliver' },
      ]);
      expect((due[0]?.dueAt ?? '') < (due[1]?.dueAt ?? '')).toBe(true);
      expect(await list.due('police' as AgencyCode, writers.time.now(), 2)).toEqual([]);
    });

    it('knows the next moment at which something becomes due', async () => {
      const id = await writers.received();
      await writers.do(id, attempt(handoffId(id, BIRTH)));
      const list = await readers.handoffs();
      const now = writers.time.now();
      expect(await list.due(JUSTICE, now, 10)).toEqual([]);
      expect(await list.nextDueAfter(JUSTICE, now)).toBe(plusMillis(now, PATIENCE.attemptMs));
      expect(await list.due(JUSTICE, plusMillis(now, PATIENCE.attemptMs), 10)).toMatchObject([{ step: 'inquire' }]);
      expect(await list.nextDueAfter(JUSTICE, plusMillis(now, PATIENCE.attemptMs))).toBeUndefined();
    });

    it('puts off what is asked, until an event of the handoff comes', async () => {
      const id = await writers.received();
      const handoff = handoffId(id, BIRTH);
      const list = await readers.handoffs();
      const later = plusMillis(writers.time.now(), 60_000);
      await list.postpone([handoff], later);
      expect(await list.due(JUSTICE, writers.time.now(), 10)).toEqual([]);
      expect(await list.nextDueAfter(JUSTICE, writers.time.now())).toBe(later);
      await writers.do(id, attempt(handoff));
      await readers.caughtUp();
      expect(await list.nextDueAfter(JUSTICE, writers.time.now())).toBe(plusMillis(writers.time.now(), PATIENCE.attemptMs));
    });

    it('shows why nothing can be done, until something is', async () => {
      const id = await writers.received();
      const list = await readers.handoffs();
      await list.postpone([handoffId(id, BIRTH)], writers.time.now(), 'definition-changed');
      expect(await list.list()).toMatchObject({ items: [{ trouble: 'definition-changed' }] });
      await writers.do(id, attempt(handoffId(id, BIRTH)));
      await readers.caughtUp();
      expect((await list.list()).items[0]).not.toHaveProperty('trouble');
    });

    it('does not wake by putting off what waits for nobody', async () => {
      const id = await writers.received();
      const handoff = handoffId(id, BIRTH);
      await writers.do(id, { type: 'RecordHandoffRefusal', handoff, by: 'agency', code: 'c', detail: '' });
      const list = await readers.handoffs();
      await list.postpone([handoff], plusMillis(writers.time.now(), 1));
      expect(await list.nextDueAfter(JUSTICE, writers.time.now())).toBeUndefined();
    });

    it('tells of each change, in the log or of its own, until one stops listening', async () => {
      const list = await readers.handoffs();
      let told = 0;
      const end = list.onChange(() => told++);
      const id = await writers.received();
      await readers.caughtUp();
      const afterLog = told;
      expect(afterLog).toBeGreaterThan(0);
      await list.postpone([handoffId(id, BIRTH)], writers.time.now());
      expect(told).toBe(afterLog + 1);
      end();
      await list.postpone([handoffId(id, BIRTH)], writers.time.now());
      expect(told).toBe(afterLog + 1);
    });
  });

  it('sorts handoffs into groups by who has the next move', async () => {
    const [pending, flight, parked, settled] = [1, 2, 3, 4].map((number) => writers.received(number));
    const ids = { pending: await pending, flight: await flight, parked: await parked, settled: await settled } as Record<string, DossierId>;
    const of = (name: string): HandoffId => handoffId(ids[name] as DossierId, BIRTH);
    await writers.do(ids['flight'] as DossierId, attempt(of('flight')));
    await writers.do(ids['parked'] as DossierId, {
      type: 'RecordHandoffRefusal',
      handoff: of('parked'),
      by: 'agency',
      code: 'c',
      detail: '',
    });
    await writers.do(ids['settled'] as DossierId, report(of('settled'), 'm', { status: 'refused' }));
    const list = await readers.handoffs();
    const group = async (name: 'open' | 'pending' | 'in-flight' | 'parked' | 'settled') =>
      (await list.list({ group: name })).items.map(({ id }) => id);
    expect(await group('pending')).toEqual([of('pending')]);
    expect(await group('in-flight')).toEqual([of('flight')]);
    expect(await group('parked')).toEqual([of('parked')]);
    expect(await group('settled')).toEqual([of('settled')]);
    expect((await group('open')).sort()).toEqual([of('pending'), of('flight'), of('parked')].sort());
    expect((await list.list({ group: 'open', limit: 1 })).items).toHaveLength(1);
  });

  const onlyInFiles = (tests: () => void): void => void (database === 'SQLite' && describe('in its file', tests));
  onlyInFiles(() => {
    let id: DossierId;
    let before: HandoffSummary[];
    beforeEach(async () => {
      id = await writers.received();
      await writers.do(id, attempt(handoffId(id, BIRTH)));
      await writers.do(id, report(handoffId(id, BIRTH), 'm-1', { status: 'completed', result: CERTIFICATE, note: 'Trẻ Nguyễn Bảo An' }));
      before = await listed();
    });

    it('is made anew from the log when it is of an older version', async () => {
      await readers.reopen(() => {
        const raw = new Database(readers.file);
        raw.exec(`UPDATE handoff SET stage = 'parked'; ALTER TABLE handoff DROP COLUMN attempts; PRAGMA user_version = 0`);
        raw.close();
      });
      expect(await readers.db.selectFrom('checkpoint').selectAll().execute()).toEqual([]);
      expect(await listed()).toEqual(before);
    });

    it('is left as it is when it is of this version', async () => {
      await readers.reopen();
      expect(await readers.db.selectFrom('handoff').select('id').execute()).toHaveLength(before.length);
      expect(await listed()).toEqual(before);
    });

    it('holds nothing personal', () => {
      const files = readdirSync(readers.directory).filter((name) => name.startsWith('read-models'));
      const bytes = Buffer.concat(files.map((name) => readFileSync(join(readers.directory, name))));
      expect(bytes.includes(id)).toBe(true);
      for (const word of ['Nguyễn', 'Bảo An', '079326000123', '079094004521', 'KQ.G15.000031', '0903812745']) {
        expect([word, bytes.includes(word)]).toEqual([word, false]);
      }
    });
  });
});
