import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { handoffId } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import { openToRead, openToWrite } from './database/read-database';
import { directly } from './database/write-access';
import { DossierProjection } from './dossiers/dossier-projection';
import { Projector } from './projector';
import { fill, nextFileOf } from './rebuild/fill';
import { digestOf } from './rebuild/rows-digest';
import { attempt } from './testing/histories';
import { KeptLog } from './testing/kept-log';
import { BIRTH, PATIENCE_BY_AGENCY } from './testing/readers';
import { threadFile } from './threads/thread-file';

describe('read models whose keeper is killed', () => {
  let log: KeptLog;
  beforeEach(async () => {
    log = await KeptLog.open();
  });
  afterEach(() => log.close());

  /** Runs a keeper until it has told so many commits, and kills it wherever it is then. */
  async function killAfter(commits: number): Promise<void> {
    const { file, readModelsFile } = log;
    const program = threadFile('../testing/killed-keeper.js');
    const child = spawn(process.execPath, [program, file, readModelsFile, JSON.stringify(PATIENCE_BY_AGENCY)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    let told = 0;
    for await (const _ of createInterface({ input: child.stdout })) if (++told === commits) break;
    child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
  }

  const rowsOf = async (file: string) => {
    const db = openToRead(file);
    const rows = await db.selectFrom('dossier').selectAll().orderBy('id').execute();
    await db.destroy();
    return rows;
  };

  it('lose nothing and double nothing: what they show is at every time true at their position, and all of it in the end', async () => {
    for (let i = 0; i < 60; i++) {
      const id = await log.writers.received();
      await log.writers.do(id, attempt(handoffId(id, BIRTH)));
    }
    const positions: (Position | undefined)[] = [];
    for (const commits of [1, 3, 2, 5, 1, 8]) {
      await killAfter(commits);
      const { position } = await digestOf(log.readModelsFile);
      positions.push(position);
      // A dossier's revision is the number of its events up to the position, less one.
      const revisions = new Map<string, number>();
      for await (const event of log.store.readAll()) {
        if (position !== undefined && event.position > position) break;
        revisions.set(event.stream, event.revision);
      }
      const shown = (await rowsOf(log.readModelsFile)).map(({ id, revision }) => [`dossier-${id}`, revision] as const);
      expect(new Map(shown)).toEqual(revisions);
    }
    expect(positions).toEqual([...positions].sort());
    expect(positions.at(0)).not.toBe(positions.at(-1));

    const db = openToWrite(log.readModelsFile);
    const follower = new DossierProjection(log.store, PATIENCE_BY_AGENCY);
    await new Projector(log.store, directly(db), follower).catchUp();
    await db.destroy();
    const next = nextFileOf(log.readModelsFile);
    const filling = fill(log.store, next, PATIENCE_BY_AGENCY, () => undefined);
    await filling.catchUp();
    await filling.complete();
    expect(await digestOf(log.readModelsFile)).toEqual(await digestOf(next));
  });
});
