import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgencyCode } from '@lienthong/bundle';
import { plusMillis } from '@lienthong/calendar';
import { handoffId, nextStep, type Command, type DossierId, type Handoff, type HandoffId, type Sha256 } from '@lienthong/dossier/domain';
import fc from 'fast-check';
import Database from 'libsql';
import type { HandoffSummary } from './handoff-list';
import { BIRTH, PATIENCE, Readers, Writers } from '../testing/readers';

const JUSTICE = 'justice' as AgencyCode;
const HASH = 'a'.repeat(64) as Sha256;
const CERTIFICATE = {
  number: '112',
  book: '01/2026',
  page: '56',
  registeredOn: '2026-10-27',
  document: { code: 'KQ.G15.000031' },
  personalId: '079326000123',
};
const failure = { outcome: 'not-processed', code: 'maintenance', detail: 'Nguyễn Bảo An' } as const;

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

describe('the list of handoffs', () => {
  let readers: Readers;
  let writers: Writers;
  beforeEach(() => {
    readers = new Readers();
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
  const attempt = (handoff: HandoffId): Command => ({ type: 'AttemptHandoff', handoff, sent: HASH });
  const report = (handoff: HandoffId, message: string, more: object): Command =>
    ({ type: 'RecordAgencyStatus', handoff, message, via: 'callback', status: 'in-process', received: HASH, ...more }) as Command;

  /** Something that can happen to a handoff, chosen by a number. */
  function happening(handoff: HandoffId, tried: number, pick: number): Command {
    const retry = pick % 2 > 0 && { retryAt: plusMillis(writers.time.now(), pick) };
    const all: readonly Command[] = [
      attempt(handoff),
      { type: 'RecordAcknowledgement', handoff, via: 'delivery', reference: `HT-${pick}`, received: HASH },
      { type: 'RecordAttemptFailure', handoff, attempt: tried, failure, ...retry },
      { type: 'RecordAttemptFailure', handoff, attempt: tried, failure: { ...failure, outcome: 'unknown' }, ...retry },
      { type: 'RecordNotFound', handoff, received: HASH },
      { type: 'RecordInquiryFailure', handoff, failure: { code: 'timeout', detail: '' }, ...retry },
      { type: 'RecordHandoffRefusal', handoff, by: 'agency', code: 'wrong-commune', detail: '' },
      { type: 'ReleaseHandoff', handoff, reason: 'cleared up' },
      report(handoff, `m-${pick % 5}`, { status: 'in-process' }),
      report(handoff, `c-${pick % 3}`, { status: 'completed', result: CERTIFICATE, note: 'Đã xong' }),
      report(handoff, `r-${pick % 3}`, { status: 'refused' }),
      { type: 'ExpireAcknowledgement', handoff },
    ];
    return all[pick % all.length] ?? attempt(handoff);
  }

  it('shows what a fold of the log shows, whatever happened', async () => {
    let number = 0;
    const steps = fc.array(fc.tuple(fc.nat(1), fc.nat(3), fc.nat(1_000)), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async (happenings) => {
        const two = [await writers.received(++number), await writers.received(++number)];
        for (const [which, index, pick] of happenings) {
          const dossier = (await writers.dossiers.load(two[which] as DossierId))?.dossier;
          const handoffs = Object.values(dossier?.handoffs ?? {});
          const handoff = handoffs[index % handoffs.length];
          if (dossier && handoff) await writers.do(dossier.id, happening(handoff.id, handoff.attempts, pick));
        }
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

  describe('in its file', () => {
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
