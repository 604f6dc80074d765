import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { SqliteEventStore } from '@lienthong/event-store';
import { bundles } from './bundles';
import { EngineInProcess } from './engine-in-process';
import { fillLog } from './fill-log';
import { proofs } from './proofs';
import { rebuild } from './rebuild';
import { figure, type Figures } from './report';
import { percentile, residentMB } from './stopwatch';

const MEASURED = 2_000;
const OPEN = 100;

/** The same at so many dossiers in the log: what a bundle, a page of a list and a proof cost must not grow with it. */
export async function scale(folder: string, dossiers: number, tell: (what: string) => void): Promise<Figures> {
  const dataDir = join(folder, `scale-${dossiers}`);
  const first = await EngineInProcess.open(dataDir);
  const { installation, patience } = first;
  await first.run(MEASURED, OPEN);
  await first.close();

  const store = await SqliteEventStore.open(installation.logFile);
  const size = dossiers.toLocaleString('en-US');
  await fillLog(store, dossiers - 2 * MEASURED, (done) => tell(`${done.toLocaleString('en-US')} of ${size} dossiers in the log`));
  const { events } = store.extent();
  await store.close();

  tell('read models');
  const rebuilt = await rebuild(installation, patience, events);
  tell('bundles');
  const running = await inAnotherProcess(dataDir);
  tell('proofs');
  return [
    figure('events in the log', events, 'events'),
    ...running,
    ...named('rebuild', rebuilt),
    ...named('proofs', await proofs(installation)),
  ];
}

const named = (prefix: string, figures: Figures): Figures => figures.map((each) => ({ ...each, name: `${prefix}: ${each.name}` }));

/** An engine that has just been started on what is there: its memory is its own, not that of who filled the log. */
async function inAnotherProcess(dataDir: string): Promise<Figures> {
  const child = fork(join(__dirname, 'running-engine.js'), [dataDir], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [figures] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`it ended with ${String(code)}`))),
  ])) as [Figures];
  await once(child, 'exit');
  return figures;
}

/** What {@link inAnotherProcess} runs: bundles and pages of lists, as people ask for them. */
export async function runningEngine(dataDir: string): Promise<Figures> {
  const opening = performance.now();
  const engine = await EngineInProcess.open(dataDir);
  const opened = performance.now() - opening;
  await engine.followed();
  const measured = await bundles(engine, MEASURED, OPEN);
  const { readModels } = engine.engine;
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    const begin = performance.now();
    await readModels.dossiers.list({ phase: 'returned', limit: 100 });
    await readModels.handoffs.list({ group: 'open', limit: 100 });
    times.push(performance.now() - begin);
  }
  const resident = residentMB();
  await engine.close();
  return [
    figure('the engine is open after', opened, 'ms'),
    ...measured.filter(({ name }) => ['bundles', 'p50 of a bundle', 'p99 of a bundle', 'CPU of a bundle, all threads'].includes(name)),
    figure('p50 of a page of 100 dossiers and one of open handoffs', percentile(times, 50), 'ms'),
    figure('resident: engine, agencies, writer, read models', resident, 'MB'),
  ];
}
