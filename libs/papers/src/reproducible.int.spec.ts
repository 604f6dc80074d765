import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalDate } from '@lienthong/calendar';
import { renderForm } from '@lienthong/documents/drawing';
import { SqliteEventStore } from '@lienthong/event-store';
import { projectRoot } from '@lienthong/installation';
import { papersOf } from './papers-of';
import { OneStopDesk, REFERENCE } from './testing/one-stop-desk';

describe('the forms of a dossier in a log on disk', () => {
  it('are the same bytes in another process, another time zone and another language', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'lienthong-papers-'));
    const store = await SqliteEventStore.open(join(directory, 'log.db'));
    const desk = new OneStopDesk(directory, store);
    const id = await desk.received();
    await desk.arrives(id, 'birth-registration');
    await desk.says(id, 'birth-registration', 'supplement-needed', 'Họ của mẹ khác với căn cước.');
    await desk.do(id, { type: 'IssueApology', of: 'dossier', cause: 'Chờ xác minh.', newDay: '2026-11-02' as LocalDate });
    await desk.do(id, { type: 'WithdrawDossier', reason: 'Nộp ở nơi khác.' });

    const here: string[] = [];
    for (const { name, data } of papersOf(id, await desk.history(id), REFERENCE)) {
      here.push(
        `${name} ${createHash('sha256')
          .update(await renderForm(data))
          .digest('hex')}`,
      );
    }
    expect(here.map((line) => line.split(' ')[0])).toEqual(['01', '02.1', '04.1', '05', '06']);
    desk.close();
    await store.close();

    const program = join(projectRoot(), 'dist/libs/papers/src/testing/print-papers.js');
    const env = { ...process.env, TZ: 'America/Los_Angeles', LANG: 'fr_FR.UTF-8' };
    const there = execFileSync(process.execPath, [program, directory, id], { env, encoding: 'utf8' });
    expect(there.trim().split('\n')).toEqual(here);
    rmSync(directory, { recursive: true });
  });
});
