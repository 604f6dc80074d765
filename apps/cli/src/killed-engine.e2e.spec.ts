import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { ApiClient } from './api-client';
import { SimulatorsAdmin } from './demo/simulators-admin';
import { Failure } from './failure';
import { Programs } from './programs';
import { lienthong, temporaryFolder, until } from './testing/started-program';

const DOSSIERS = 12;
const KILLS = 8;

describe('an engine that is killed again and again while the agencies misbehave', () => {
  it('finishes every dossier without a second effect at any agency, and proves it', async () => {
    const folder = temporaryFolder();
    const data = join(folder.path, 'data');
    const keys = join(data, 'signing-keys');
    const programs = await Programs.start({ dataDir: data, signingKeysDir: keys, enginePort: 0, simulatorsPort: 0, quiet: true });
    try {
      const api = new ApiClient(programs.engineUrl, 'kind=officer; id=test-officer', 'en');
      const simulators = new SimulatorsAdmin(programs.simulatorsUrl);
      await misbehave(simulators);
      const example: unknown = JSON.parse(readFileSync(join(projectRoot(), 'workflows/birth/examples/nguyen-bao-an.json'), 'utf8'));
      const ids: string[] = [];
      for (let i = 0; i < DOSSIERS; i++) {
        const { id } = await api.submit(example, `test-${i}`);
        await api.receive(id);
        ids.push(id);
      }

      // By progress, not by the clock: each time so many more events are there, the engine dies.
      let kills = 0;
      await until(async () => {
        const views = await Promise.all(ids.map((id) => api.dossier(id))).catch(whileAway);
        if (!views) return undefined;
        const events = views.reduce((sum, { revision }) => sum + revision + 1, 0);
        if (kills < KILLS && events > (kills + 1) * 4 * DOSSIERS) {
          kills++;
          await programs.killEngine();
        }
        for (const { waitsFor } of views) {
          for (const waiting of waitsFor)
            if (waiting.on === 'task' && waiting.handoff) await api.release(waiting.handoff, 'test').catch(whileAway);
        }
        return views.every(({ phase }) => phase === 'returned') ? views : undefined;
      });

      expect(kills).toBeGreaterThanOrEqual(5);
      expect(await simulators.report()).toMatchObject({ effects: 4 * DOSSIERS, secondEffects: 0, violations: 0, conflicts: 0 });
      expect(await lienthong(['audit', 'verify', '--json', '--data', data])).toMatchObject({ code: 0 });
      const replay = await lienthong(['audit', 'replay', '--all', '--json', '--data', data]);
      const verdicts = JSON.parse(replay.stdout) as { verdict: string }[];
      expect(verdicts.map(({ verdict }) => verdict)).toEqual(ids.map(() => 'equal'));
    } finally {
      await programs.stop();
      folder.remove();
    }
  });
});

async function misbehave(simulators: SimulatorsAdmin): Promise<void> {
  await simulators.switchOnAll('justice', [
    { kind: 'slow', ms: 150, on: 'push' },
    { kind: 'time-out-after-processing', mode: 'reset', every: { n: 1, of: 4 } },
    { kind: 'personal-id-late', ms: 700, every: { n: 1, of: 3 } },
  ]);
  await simulators.switchOnAll('police', [
    { kind: 'slow', ms: 100, on: 'push' },
    { kind: 'down', mode: '503', every: { n: 1, of: 5 } },
    { kind: 'callback-twice', every: { n: 1, of: 2 } },
    { kind: 'out-of-order', mode: 'old-after-final', every: { n: 1, of: 3 } },
    { kind: 'lost-callback', every: { n: 1, of: 6 } },
  ]);
  await simulators.switchOnAll('social-insurance', [
    { kind: 'time-out-after-processing', mode: 'reset', every: { n: 1, of: 3 } },
    { kind: 'out-of-order', mode: 'final-first', every: { n: 1, of: 3 } },
    { kind: 'lost-callback', every: { n: 1, of: 4 } },
  ]);
}

/** The engine may just have been killed: there is no answer yet. */
function whileAway(error: unknown): undefined {
  if (error instanceof Failure && error.code === 'no-engine') return undefined;
  throw error;
}
