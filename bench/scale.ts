import { join } from 'node:path';
import { SqliteEventStore } from '@lienthong/event-store';
import { bundles } from './bundles';
import { EngineInProcess } from './engine-in-process';
import { fillLog } from './fill-log';
import { proofs } from './proofs';
import { rebuild } from './rebuild';
import { figure, type Figures } from './report';
import { residentMB } from './stopwatch';

const MEASURED = 2_000;

/** The same at so many dossiers in the log: what a bundle, a query and a proof cost must not grow with it. */
export async function scale(folder: string, dossiers: number, tell: (what: string) => void): Promise<Figures> {
  const dataDir = join(folder, `scale-${dossiers}`);
  const first = await EngineInProcess.open(dataDir);
  const { logFile } = first.installation;
  await first.run(MEASURED, 300);
  await first.close();

  const store = await SqliteEventStore.open(logFile);
  await fillLog(store, dossiers - 2 * MEASURED, (done) =>
    tell(`${done.toLocaleString('en-US')} of ${dossiers.toLocaleString('en-US')} dossiers in the log`),
  );
  await store.close();

  tell('read models');
  const engine = await EngineInProcess.open(dataDir);
  await engine.followed();
  const rebuilt = await rebuild(engine.installation, engine.patience, engine.events());
  tell('bundles');
  const measured = await bundles(engine, MEASURED, 300);
  const pages = await listing(engine);
  const resident = residentMB();
  const events = engine.events();
  await engine.close();
  tell('proofs');
  const proven = await proofs(engine.installation);
  const named = (prefix: string, figures: Figures): Figures => figures.map((each) => ({ ...each, name: `${prefix}: ${each.name}` }));
  return [
    figure('events in the log', events, 'events'),
    ...named(
      'bundles',
      measured.filter(({ name }) => /^(bundles|p50|p99|CPU of a bundle, all)/.test(name)),
    ),
    ...pages,
    figure('resident, engine with its log and read models open', resident, 'MB'),
    ...named('rebuild', rebuilt),
    ...named('proofs', proven),
  ];
}

/** A page of each list, as people ask for it. */
async function listing({ engine: { readModels } }: EngineInProcess): Promise<Figures> {
  const times: number[] = [];
  for (let i = 0; i < 100; i++) {
    const begin = performance.now();
    await readModels.dossiers.list({ phase: 'returned', limit: 100 });
    await readModels.handoffs.list({ group: 'open', limit: 100 });
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  return [figure('p50 of a page of dossiers and one of handoffs', times[50] ?? 0, 'ms')];
}
