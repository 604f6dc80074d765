import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import type { AgencyCode } from '@lienthong/bundle';
import { instant, plusMillis } from '@lienthong/calendar';
import { handoffId, type DossierId } from '@lienthong/dossier/domain';
import { encodeJson, type NewEvent, type Position, type StreamName } from '@lienthong/event-store';
import { v7 as uuidv7 } from 'uuid';
import type { PatienceByAgency } from './dossiers/dossier-projection';
import { endOf } from './log-source';
import { EmbeddedReadModels } from './embedded-read-models';
import { nextFileOf } from './rebuild/fill';
import { rebuildReadModels } from './rebuild/rebuild-read-models';
import { digestOf } from './rebuild/rows-digest';
import { attempt } from './testing/histories';
import { KeptLog } from './testing/kept-log';
import { BIRTH, dossierNumber, PATIENCE_BY_AGENCY, until } from './testing/readers';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const FAR = '9'.repeat(20) as Position;

describe('the read models of an engine', () => {
  let log: KeptLog;
  let models: EmbeddedReadModels;
  let troubles: string[];

  const open = async (patience: PatienceByAgency = PATIENCE_BY_AGENCY): Promise<EmbeddedReadModels> => {
    const { file: logFile, readModelsFile: file, store } = log;
    const { time } = log.writers;
    models = await EmbeddedReadModels.open({ logFile, log: store, file, patience, time, onTrouble: (reason) => troubles.push(reason) });
    return models;
  };

  beforeEach(async () => {
    troubles = [];
    log = await KeptLog.open();
  });
  afterEach(async () => {
    await models.close();
    await log.close();
  });

  const end = async (): Promise<Position> => (await endOf(log.store)) ?? FAR;
  const shown = async (): Promise<string[]> => (await models.dossiers.list({ limit: 1_000 })).items.map(({ id }) => id);

  it('show a dossier once one has waited for the position of its reception', async () => {
    await open();
    const id = await log.writers.received();
    await models.reached(await end());
    expect(models.position()).toBe(await end());
    expect(await shown()).toEqual([id]);
    expect((await models.handoffs.list()).items).toMatchObject([{ dossier: id, stage: 'requested' }]);
    expect((await models.handoffs.list()).position).toBe(await end());
    expect(models.handoffs.position()).toBe(await end());
  });

  it('reach a position that is not of a dossier, too', async () => {
    await open();
    const event: NewEvent = { id: uuidv7(), type: 'T', data: encodeJson({}), metadata: encodeJson({}) };
    const { position } = await log.store.append('messages-1' as StreamName, [event], 'none');
    await models.reached(position ?? FAR);
    expect(models.position()).toBe(position);
  });

  it('go on after a restart from where they were', async () => {
    await open();
    const first = await log.writers.received();
    await models.reached(await end());
    await models.close();
    const second = await log.writers.received();
    await open();
    await models.reached(await end());
    expect(await shown()).toEqual([second, first]);
  });

  it('keep those waiting who ask for what is not there yet, and then say so', async () => {
    await open();
    const waiting = models.reached(FAR).catch((error: unknown) => error);
    log.writers.time.moveTo(plusMillis(log.writers.time.now(), 5_000));
    expect(await waiting).toMatchObject({ code: 'read-models-behind' });
  });

  it('put off through their thread what the engine cannot do now', async () => {
    await open();
    const id = await log.writers.received();
    await models.reached(await end());
    let told = 0;
    models.handoffs.onChange(() => told++);
    const later = plusMillis(log.writers.time.now(), 60_000);
    await models.handoffs.postpone([handoffId(id, BIRTH)], later, 'definition-changed');
    expect(told).toBe(1);
    expect(await models.handoffs.nextDueAfter('justice' as AgencyCode, log.writers.time.now())).toBe(later);
    expect((await models.handoffs.list()).items).toMatchObject([{ trouble: 'definition-changed' }]);
  });

  describe('made anew', () => {
    it('are as they were, and go on', async () => {
      await open();
      const first = await log.writers.received();
      await models.reached(await end());
      const before = await digestOf(log.readModelsFile);
      expect(models.rebuild()).toMatchObject({ state: 'running' });
      await models.rebuilt();
      const events = log.store.eventsUpTo(await end());
      expect((await models.state()).rebuild).toEqual({ state: 'done', events, of: events });
      expect(await digestOf(log.readModelsFile)).toEqual(before);
      expect(existsSync(nextFileOf(log.readModelsFile))).toBe(false);
      const second = await log.writers.received();
      await models.reached(await end());
      expect(await shown()).toEqual([second, first]);
      expect(troubles).toEqual([]);
    });

    it('are mended, whatever was wrong in them', async () => {
      await open();
      await log.writers.received();
      await models.reached(await end());
      const before = await digestOf(log.readModelsFile);
      await models.close();
      writeFileSync(log.readModelsFile, 'no database, but longer than the header of one: '.repeat(50));
      await open();
      await models.reached(await end());
      expect(await digestOf(log.readModelsFile)).toEqual(before);
    });

    it('are read and written all the while, each reader seeing all up to a position or all up to a later one', async () => {
      await open();
      const written = [await log.writers.received()];
      await models.reached(await end());
      // Numbered as they come, so that one can tell what has to be seen without being told of it first.
      const newest = (count: number): string[] => Array.from({ length: count }, (_, i) => dossierNumber(1_000 + count - i));
      let reads = 0;
      let running = true;
      const reading = (async () => {
        let before = '' as Position;
        while (running) {
          const { items, position = '' as Position } = await models.dossiers.list({ limit: 1_000 });
          expect(position >= before).toBe(true);
          expect(items.map(({ id }) => id)).toEqual(newest(items.length));
          before = position;
          reads++;
          await turn();
        }
      })();
      for (let round = 0; round < 3; round++) {
        models.rebuild();
        expect(() => models.rebuild()).toThrow(expect.objectContaining({ code: 'rebuild-under-way' }) as Error);
        const rebuilt = models.rebuilt().then(() => true);
        do {
          const id = await log.writers.received();
          written.push(id);
          await models.handoffs.postpone([handoffId(id, BIRTH)], instant('2026-12-01T00:00:00Z'));
          await log.writers.do(id, attempt(handoffId(id, BIRTH)));
        } while (!(await Promise.race([rebuilt, Promise.resolve(false)])));
      }
      await models.reached(await end());
      running = false;
      await reading;
      expect(reads).toBeGreaterThan(3);
      expect(await shown()).toEqual([...written].reverse());
      expect((await models.state()).rebuild.state).toBe('done');
      expect(troubles).toEqual([]);
      const before = await digestOf(log.readModelsFile);
      await models.close();
      await log.store.close();
      await rebuildReadModels(log.file, log.readModelsFile, PATIENCE_BY_AGENCY);
      expect(await digestOf(log.readModelsFile)).toEqual(before);
    });

    it('leave nothing behind when the engine is stopped meanwhile', async () => {
      await open();
      for (let i = 0; i < 50; i++) await log.writers.received();
      models.rebuild();
      await models.close();
      expect(readdirSync(log.directory).filter((name) => name.includes('.next'))).toEqual([]);
      writeFileSync(nextFileOf(log.readModelsFile), 'what a kill left');
      await open();
      expect(existsSync(nextFileOf(log.readModelsFile))).toBe(false);
      await models.reached(await end());
      expect(await shown()).toHaveLength(50);
    });

    it('cannot be made anew beside a running engine by somebody else', async () => {
      await open();
      await expect(rebuildReadModels(log.file, log.readModelsFile, PATIENCE_BY_AGENCY)).rejects.toMatchObject({ code: 'log-in-use' });
    });
  });

  describe('that cannot go on', () => {
    const NO_JUSTICE: PatienceByAgency = Object.fromEntries(Object.entries(PATIENCE_BY_AGENCY).filter(([agency]) => agency !== 'justice'));

    it('say so, keep what they have, try again by themselves, and are well once the cause is gone', async () => {
      await open(NO_JUSTICE);
      const submitted = await log.writers.submitted();
      await models.reached(await end());
      await log.writers.do(submitted, { type: 'ReceiveDossier' });
      await until(async () => models.trouble !== undefined);
      expect(models.trouble).toMatch(/no exchange is configured with the agency justice/);
      expect(troubles).toEqual([models.trouble]);
      expect(await shown()).toEqual([submitted]);
      expect((await models.dossiers.list()).items).toMatchObject([{ phase: 'submitted' }]);
      const handoff = handoffId(submitted as DossierId, BIRTH);
      await expect(models.postpone([handoff], log.writers.time.now())).rejects.toMatchObject({ code: 'read-models-stopped' });

      log.writers.time.moveTo(plusMillis(log.writers.time.now(), 30_000));
      await until(async () => troubles.length === 2);
      await models.close();
      await open();
      await models.reached(await end());
      expect((await models.dossiers.list()).items).toMatchObject([{ phase: 'under-way' }]);
      expect(models.trouble).toBeUndefined();
    });

    it('fail a rebuild with the reason, and are read as they were', async () => {
      await open(NO_JUSTICE);
      await log.writers.received();
      await until(async () => models.trouble !== undefined);
      const before = await shown();
      models.rebuild();
      await models.rebuilt();
      expect((await models.state()).rebuild).toMatchObject({
        state: 'failed',
        reason: expect.stringContaining('no exchange is configured') as string,
      });
      expect(readdirSync(log.directory).filter((name) => name.includes('.next'))).toEqual([]);
      expect(await shown()).toEqual(before);
    });
  });
});
