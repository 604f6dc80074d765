import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import { ChainVerifier, SqliteEventStore, type StoredEvent } from '@lienthong/event-store';
import { projectRoot } from '@lienthong/installation';
import { BIRTH, CERTIFICATE, Desk } from '../testing/desk';
import { ExportFile } from './export-file';
import { exportLog, type ExportOrder } from './export-log';

type Line = Record<string, unknown> & Omit<StoredEvent, 'data' | 'metadata'> & { at: Instant };

describe('exporting the log', () => {
  let desk: Desk;
  let store: SqliteEventStore;
  let logFile: string;
  let ids: DossierId[];
  let file: string;
  beforeEach(async () => {
    desk = new Desk();
    logFile = join(desk.directory, 'log.db');
    store = await SqliteEventStore.open(logFile);
    desk.use(store);
    ids = [await desk.received(), await desk.received()];
    for (const id of ids) await desk.report(id, BIRTH, 'completed', { ...CERTIFICATE, personalId: '079326000123' });
    file = join(desk.directory, 'export.ndjson');
  });
  afterEach(async () => {
    await store.close();
    desk.close();
  });

  async function lines(order: ExportOrder = {}): Promise<Line[]> {
    const found: Line[] = [];
    for await (const line of exportLog(store, order)) found.push(JSON.parse(line) as Line);
    return found;
  }

  async function toFile(order: ExportOrder = {}, resume = false): Promise<string> {
    const target = await ExportFile.open(file, order, { resume });
    for await (const line of exportLog(store, order, { after: target.after })) await target.write(line);
    await target.close();
    return readFileSync(file, 'utf8');
  }

  const whole = async (): Promise<string> => (await lines()).map((line) => `${JSON.stringify(line)}\n`).join('');

  it('gives every event a line with all of its envelope, in the order of the log', async () => {
    const exported = await lines();
    const stored: StoredEvent[] = [];
    for await (const event of store.readAll()) stored.push(event);
    expect(exported.map(({ position }) => position)).toEqual(stored.map(({ position }) => position));
    expect(exported[0]).toMatchObject({
      stream: `dossier-${ids[0]}`,
      revision: 0,
      type: 'DossierSubmitted',
      actor: { kind: 'officer', id: 'tran.thi.b' },
      correlationId: ids[0],
      decidedBy: 'fact',
      schema: 1,
      previousHash: '0'.repeat(64),
    });
  });

  it('leaves personal data sealed', async () => {
    const [submitted] = await lines({ types: ['DossierSubmitted'] });
    expect(submitted).toMatchObject({ data: { form: { sealed: expect.any(String) as string } } });
    expect(JSON.stringify(await lines())).not.toMatch(/079326000123|NGUYỄN/);
  });

  it('gives with the raw bytes all that is needed to recompute every chain', async () => {
    const verifier = new ChainVerifier();
    for (const line of await lines({ raw: true })) {
      const { data, metadata } = line['raw'] as { data: string; metadata: string };
      const { position, stream, revision, id, type } = line;
      const bytes = { data: Buffer.from(data, 'base64'), metadata: Buffer.from(metadata, 'base64') };
      expect(verifier.check({ position, stream, revision, id, type, ...bytes })).toBeUndefined();
    }
    expect(verifier.streams).toBe(2);
  });

  it('gives what is asked for: streams, types, moments, what lies behind a position', async () => {
    const all = await lines();
    const [first, last] = [all[0], all.at(-1)];
    if (!first || !last) throw new Error('nothing was exported');
    const streams = (found: readonly Line[]): Set<string> => new Set(found.map(({ stream }) => stream));
    expect(streams(await lines({ streamPrefixes: [`dossier-${ids[1]}`] }))).toEqual(new Set([`dossier-${ids[1]}`]));
    expect((await lines({ types: ['DossierReceived'] })).map(({ type }) => type)).toEqual(['DossierReceived', 'DossierReceived']);
    const second = all.find(({ stream }) => stream === `dossier-${ids[1]}`)?.position;
    if (second === undefined) throw new Error('the second dossier was not exported');
    expect((await lines({ after: second }))[0]?.position).toBe(all[all.findIndex(({ position }) => position === second) + 1]?.position);

    expect(await lines({ from: last.at })).toEqual(all.filter(({ at }) => at >= last.at));
    expect(await lines({ to: first.at })).toEqual(all.filter(({ at }) => at <= first.at));
  });

  it('tells how many events were looked at, also where none is exported', async () => {
    const told: number[] = [];
    for await (const _ of exportLog(store, { types: ['Never'] }, { onProgress: (events) => told.push(events) }));
    expect(told.at(-1)).toBe(store.extent().events);
  });

  it('to a file goes on behind the last whole line when it is resumed', async () => {
    const expected = await whole();
    await toFile();
    for (const cut of [1, 2, 500, 5_000, expected.length - 10, expected.length]) {
      writeFileSync(file, expected.slice(0, expected.length - cut));
      expect(await toFile({}, true)).toBe(expected);
    }
  });

  it('to a file adds what has come since when it is resumed at its end', async () => {
    await toFile();
    await desk.received();
    expect(await toFile({}, true)).toBe(await whole());
  });

  it('to a file that does not exist yet begins, resumed or not', async () => {
    expect(await toFile({}, true)).toBe(await whole());
  });

  it('that was killed in the middle ends like one that was not', async () => {
    const program = join(projectRoot(), 'dist/libs/audit/src/export/testing/killed-export.js');
    for (let i = 0; i < 40; i++) await desk.report(ids[0] as DossierId, BIRTH, 'completed', { ...CERTIFICATE, note: 'x'.repeat(100_000) });
    await store.close();
    const killed = spawn(process.execPath, [program, logFile, file, '60'], { stdio: 'inherit' });
    expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
    expect(existsSync(file)).toBe(true);

    store = await SqliteEventStore.open(logFile);
    const expected = await whole();
    const begun = readFileSync(file, 'utf8');
    expect(begun.length).toBeGreaterThan(0);
    expect(begun.length).toBeLessThan(expected.length);
    expect(await toFile({}, true)).toBe(expected);
  });

  it('does not touch a file that is there, is something else, or holds another export', async () => {
    await toFile({ types: ['DossierReceived'] });
    const before = readFileSync(file, 'utf8');
    await expect(toFile()).rejects.toMatchObject({ code: 'file-there', file });
    await expect(toFile({ types: ['DossierSubmitted'] }, true)).rejects.toMatchObject({ code: 'order-differs', file });
    appendFileSync(file, 'something else\nhalf');
    await expect(toFile({ types: ['DossierReceived'] }, true)).rejects.toMatchObject({ code: 'not-an-export', file });
    expect(readFileSync(file, 'utf8')).toBe(`${before}something else\nhalf`);

    file = join(desk.directory, 'letters.txt');
    writeFileSync(file, 'mine');
    await expect(toFile({}, true)).rejects.toMatchObject({ code: 'not-an-export', file });
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });
});
