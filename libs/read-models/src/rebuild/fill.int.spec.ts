import { existsSync } from 'node:fs';
import { MemoryEventStore } from '@lienthong/event-store';
import fc from 'fast-check';
import { openToRead, replaceReadFile } from '../database/read-database';
import { DossierProjection } from '../dossiers/dossier-projection';
import { histories, live } from '../testing/histories';
import { PATIENCE_BY_AGENCY, Readers, Writers } from '../testing/readers';
import { fill, nextFileOf } from './fill';
import { digestOf } from './rows-digest';

describe('read models that are made anew', () => {
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

  const nothing = (): void => undefined;

  async function filled(): Promise<string> {
    const next = nextFileOf(readers.file);
    const filling = fill(readers.store, next, PATIENCE_BY_AGENCY, nothing);
    await filling.catchUp();
    await filling.complete();
    return next;
  }

  it('have the same rows as those that grew with the log, whatever happened and however it was cut into batches', async () => {
    // Small batches and no memory to speak of: nearly every event finds its dossier read again from its stream.
    readers.start(new DossierProjection(readers.store, PATIENCE_BY_AGENCY, 1), { batch: 3 });
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        await live(writers, history);
        await readers.caughtUp();
        expect(await digestOf(await filled())).toEqual(await readers.digest());
      }),
      { numRuns: 15 },
    );
    expect(readers.failures).toEqual([]);
  });

  it('differ by their digest when a row differs, but not by the patience of the engine', async () => {
    const [handoffs, id] = [await readers.handoffs(), await writers.received()];
    await readers.caughtUp();
    const before = await readers.digest();
    const [open] = (await handoffs.list()).items;
    if (!open) throw new Error('no handoff');
    await handoffs.postpone([open.id], writers.time.now(), 'definition-changed');
    expect(await readers.digest()).toEqual(before);
    await readers.db.updateTable('dossier').set({ phase: 'completed' }).where('id', '=', id).execute();
    expect((await readers.digest()).digest).not.toBe(before.digest);
  });

  it('take the place of the old ones, journal and all', async () => {
    await readers.keep();
    await writers.received();
    await readers.caughtUp();
    const digest = await readers.digest();
    const next = await filled();
    await readers.reopen(() => replaceReadFile(next, readers.file));
    expect(existsSync(next)).toBe(false);
    expect(await readers.digest()).toEqual(digest);
    await readers.keep();
    await writers.received();
    await readers.caughtUp();
    expect((await readers.dossiers.list()).items).toHaveLength(2);
  });

  it('never meet the journal of old ones that somebody else still reads', async () => {
    await readers.keep();
    await writers.received();
    await readers.caughtUp();
    const next = await filled();
    const other = openToRead(readers.file);
    const digest = await readers.digest();
    await other.selectFrom('dossier').selectAll().execute();
    await readers.reopen(() => {
      expect(existsSync(`${readers.file}-wal`)).toBe(true);
      replaceReadFile(next, readers.file);
    });
    expect(await readers.digest()).toEqual(digest);
    expect(await other.selectFrom('dossier').selectAll().execute()).toHaveLength(1);
    await other.destroy();
  });

  it('are empty for an empty log', async () => {
    const next = nextFileOf(readers.file);
    const filling = fill(new MemoryEventStore(), next, PATIENCE_BY_AGENCY, nothing);
    await filling.catchUp();
    await filling.complete();
    expect(await digestOf(next)).toMatchObject({ rows: 0 });
  });
});
