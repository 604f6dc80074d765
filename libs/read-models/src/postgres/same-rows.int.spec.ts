import fc from 'fast-check';
import { DossierProjection } from '../dossiers/dossier-projection';
import { directly } from '../database/write-access';
import { Projector } from '../projector';
import { rowsDigest } from '../rebuild/rows-digest';
import { histories, live } from '../testing/histories';
import { PATIENCE_BY_AGENCY, Readers, Writers } from '../testing/readers';
import { openSchema } from './connection';
import { ensureTables, firstSchema } from './generations';
import { TestPostgres } from '@lienthong/postgres/testing';

describe('the tables in PostgreSQL', () => {
  let postgres: TestPostgres;
  beforeAll(async () => (postgres = await TestPostgres.start()));
  afterAll(() => postgres.end());

  it('have the same rows as those in SQLite, byte for byte, whatever happened', async () => {
    const url = await postgres.database();
    await ensureTables(url);
    const db = openSchema(url, { schema: firstSchema(), max: 1 });
    const readers = new Readers();
    const writers = new Writers(readers);
    await readers.keep();
    const projector = new Projector(readers.store, directly(db), new DossierProjection(readers.store, PATIENCE_BY_AGENCY, 1), { batch: 3 });
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        await live(writers, history);
        await readers.caughtUp();
        await projector.catchUp();
        expect(await db.transaction().execute(rowsDigest)).toEqual(await readers.digest());
      }),
      { numRuns: 15 },
    );
    writers.close();
    await readers.close();
    await db.destroy();
  });

  it('are made once, however many engines start at the same moment', async () => {
    const url = await postgres.database();
    await Promise.all([ensureTables(url), ensureTables(url), ensureTables(url)]);
    expect(await postgres.tell('select live, generation from lienthong.read_models', url)).toEqual([
      { live: firstSchema(), generation: '1' },
    ]);
  });
});
