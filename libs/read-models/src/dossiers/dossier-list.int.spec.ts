import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handoffId, handoffOf, waitsFor, type Dossier, type DossierId, type OfficeCode } from '@lienthong/dossier/domain';
import fc from 'fast-check';
import type { Page } from '../lists/page';
import type { ProcedureSummary } from '../procedures/procedure-list';
import { attempt, CERTIFICATE, histories, live, report } from '../testing/histories';
import { onEachDatabase } from '../testing/each-database';
import { BIRTH, Readers, Writers } from '../testing/readers';
import type { DossierSummary } from './dossier-list';

onEachDatabase('the lists of dossiers and procedures', (open) => {
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

  const loaded = async (id: DossierId): Promise<{ dossier: Dossier; revision: number }> => {
    const found = await writers.dossiers.load(id);
    if (!found) throw new Error(`no ${id}`);
    return found;
  };

  /** What the list must show of a dossier, but for the one word about whom it waits for. */
  async function expected(id: DossierId): Promise<Partial<DossierSummary>> {
    const { dossier, revision } = await loaded(id);
    const { phase, outcome, channel, office, delivery, submittedAt, receivedAt, code, bundle } = dossier;
    const parked = Object.values(dossier.handoffs).filter(({ stage }) => stage.is === 'parked');
    return {
      id,
      revision,
      bundle: { code, ...(bundle && { version: bundle }) },
      phase,
      ...(outcome && { outcome }),
      channel,
      office,
      delivery,
      submittedAt,
      ...(receivedAt && { receivedAt }),
      parkedHandoffs: parked.length,
      contradictions: dossier.contradictions.length,
    };
  }

  async function procedures(id: DossierId): Promise<ProcedureSummary[]> {
    const { dossier } = await loaded(id);
    const rows = dossier.chosen.flatMap((procedure): ProcedureSummary[] => {
      const state = dossier.procedures[procedure];
      if (!state) return [];
      const { status, since, because } = state;
      const agency = handoffOf(dossier, state)?.agency;
      return [{ dossier: id, procedure, ...(agency && { agency }), status, since, ...(because && { because }) }];
    });
    return rows.sort((a, b) => (a.procedure > b.procedure ? -1 : 1));
  }

  it('show what a fold of the log shows, whatever happened', async () => {
    await readers.keep();
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const two = await live(writers, history);
        await readers.caughtUp();
        const { items } = await readers.dossiers.list({ limit: 2 });
        expect(items).toMatchObject([...(await Promise.all(two.map(expected)))].reverse());
        for (const { id, waitsFor: word, task, endedAt } of items) {
          const { dossier } = await loaded(id);
          const tasks = waitsFor(dossier).flatMap((waiting) => (waiting.on === 'task' ? [waiting.task] : []));
          expect([word === 'task', task === undefined]).toEqual([tasks.length > 0, tasks.length === 0]);
          if (task) expect(tasks).toContain(task);
          expect(word === 'nothing').toBe(waitsFor(dossier).length === 0);
          expect(endedAt === undefined).toBe(dossier.outcome === undefined);
          expect((await readers.procedures.list({ dossier: id })).items).toEqual(await procedures(id));
        }
      }),
      { numRuns: 25 },
    );
    expect(readers.failures).toEqual([]);
  });

  it('say what a dossier waits for in one word', async () => {
    await readers.keep();
    const id = await writers.submitted();
    const word = async (): Promise<unknown[]> => {
      await readers.caughtUp();
      const { items } = await readers.dossiers.list();
      return [items[0]?.waitsFor, items[0]?.task];
    };
    expect(await word()).toEqual(['task', 'receive']);
    await writers.do(id, { type: 'ReceiveDossier' });
    expect(await word()).toEqual(['handoff', undefined]);
    const handoff = handoffId(id, BIRTH);
    await writers.do(id, report(handoff, 'm-1', { status: 'supplement-needed' }));
    expect(await word()).toEqual(['task', 'supplement']);
    await writers.do(id, report(handoff, 'm-2', { status: 'refused' }));
    expect(await word()).toEqual(['nothing', undefined]);
  });

  it('are filtered by each of what they show', async () => {
    await readers.keep();
    const here = await writers.received();
    const there = await writers.submitted(undefined, { office: '00004' as OfficeCode, channel: 'counter' });
    await writers.do(here, { type: 'RecordHandoffRefusal', handoff: handoffId(here, BIRTH), by: 'agency', code: 'c', detail: '' });
    await readers.caughtUp();
    const { submittedAt } = (await loaded(there)).dossier;
    const ids = async (page: Promise<Page<DossierSummary>>): Promise<string[]> => (await page).items.map(({ id }) => id);
    const { dossiers } = readers;
    expect(await ids(dossiers.list())).toEqual([there, here]);
    expect(await ids(dossiers.list({ phase: 'submitted' }))).toEqual([there]);
    expect(await ids(dossiers.list({ office: '00004' }))).toEqual([there]);
    expect(await ids(dossiers.list({ bundle: 'birth' }))).toEqual([there, here]);
    expect(await ids(dossiers.list({ bundle: 'death' }))).toEqual([]);
    expect(await ids(dossiers.list({ outcome: 'refused' }))).toEqual([]);
    expect(await ids(dossiers.list({ waitsFor: 'task' }))).toEqual([there, here]);
    expect(await ids(dossiers.list({ task: 'release-handoff' }))).toEqual([here]);
    expect(await ids(dossiers.list({ submittedFrom: submittedAt }))).toEqual([there]);
    expect(await ids(dossiers.list({ submittedTo: submittedAt }))).toEqual([here]);
    expect(await ids(dossiers.list({ submittedTo: submittedAt, office: '00004' }))).toEqual([]);
    const started = await readers.procedures.list({ status: 'started', agency: 'justice' });
    expect(started.items).toMatchObject([{ dossier: here, procedure: BIRTH }]);
  });

  it('give each row once from page to page, while others are added and change', async () => {
    await readers.keep();
    const early: DossierId[] = [];
    for (let i = 0; i < 23; i++) early.push(await writers.received());
    await readers.caughtUp();
    const seen: string[] = [];
    const pairs: string[] = [];
    let cursor: string | undefined;
    let more: string | undefined;
    do {
      const page = await readers.dossiers.list({ limit: 5, office: '26734', ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
      await writers.received();
      await writers.do(early[seen.length % 23] as DossierId, attempt(handoffId(early[seen.length % 23] as DossierId, BIRTH)));
      await readers.caughtUp();
    } while (cursor !== undefined);
    do {
      const page = await readers.procedures.list({ limit: 7, ...(more !== undefined && { cursor: more }) });
      pairs.push(...page.items.map(({ dossier, procedure }) => `${dossier} ${procedure}`));
      more = page.next;
      await writers.received();
      await readers.caughtUp();
    } while (more !== undefined);
    expect(seen).toEqual([...early].reverse());
    expect(new Set(pairs).size).toBe(pairs.length);
    for (const id of early) expect(pairs.filter((pair) => pair.startsWith(id))).toHaveLength((await procedures(id)).length);
  });

  it.each([
    ['of another filter', { office: '26734' }],
    ['of another list', {}],
  ])('refuse a cursor %s', async (_, filter) => {
    await readers.keep();
    await writers.received();
    await writers.received();
    await readers.caughtUp();
    const { next = '' } = await readers.dossiers.list({ ...filter, limit: 1 });
    expect(next).not.toBe('');
    await expect(readers.dossiers.list({ phase: 'submitted', cursor: next })).rejects.toMatchObject({ code: 'cursor-invalid' });
    await expect(readers.procedures.list({ cursor: next })).rejects.toMatchObject({ code: 'cursor-invalid' });
  });

  it.each(['', 'x', '!!', Buffer.from('{"a":1}').toString('base64url'), Buffer.from('[1,2,3]').toString('base64url')])(
    'refuse %p as a cursor',
    async (cursor) => {
      await expect(readers.dossiers.list({ cursor })).rejects.toMatchObject({ code: 'cursor-invalid' });
    },
  );

  it('tell the position at which they are true', async () => {
    expect(await readers.dossiers.list()).toEqual({ items: [] });
    await readers.keep();
    const id = await writers.received();
    await readers.caughtUp();
    const { position } = (await writers.dossiers.load(id)) ?? {};
    expect((await readers.dossiers.list()).position).toBe(position);
    expect((await readers.procedures.list()).position).toBe(position);
  });
});

describe('the file of the lists', () => {
  it('holds nothing personal, in no table and nowhere else', async () => {
    const readers = new Readers();
    const writers = new Writers(readers);
    await readers.keep();
    const id = await writers.received();
    await writers.do(id, attempt(handoffId(id, BIRTH)));
    await writers.do(id, report(handoffId(id, BIRTH), 'm-1', { status: 'completed', result: CERTIFICATE, note: 'Trẻ Nguyễn Bảo An' }));
    await readers.caughtUp();
    const files = readdirSync(readers.directory).filter((name) => name.startsWith('read-models'));
    const bytes = Buffer.concat(files.map((name) => readFileSync(join(readers.directory, name))));
    expect(bytes.includes(id)).toBe(true);
    for (const word of ['Nguyễn', 'Bảo An', '079326000123', '079094004521', 'KQ.G15.000031', '0903812745', 'Trẻ', 'Hữu Cầu', 'fullName']) {
      expect([word, bytes.includes(word)]).toEqual([word, false]);
    }
    writers.close();
    await readers.close();
  });
});
