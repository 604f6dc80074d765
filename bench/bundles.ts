import type { EngineInProcess } from './engine-in-process';
import { figure, type Figures } from './report';
import { percentile, residentMB, stopwatch } from './stopwatch';

/** Three-step bundles from end to end; events are counted in the log, messages included. */
export async function bundles(engine: EngineInProcess, count: number, open: number): Promise<Figures> {
  const before = engine.events();
  const taken = stopwatch();
  const times = await engine.run(count, open);
  const { seconds, cpu } = taken();
  const events = engine.events() - before;
  const { lag } = await engine.engine.readModels.state();
  await engine.followed();
  const followed = taken();
  return [
    figure('bundles', count / seconds, 'bundles/s'),
    figure('events', events / seconds, 'events/s'),
    figure('events of a bundle, exact bytes included', events / count, 'events'),
    figure('p50 of a bundle', percentile(times, 50), 'ms'),
    figure('p99 of a bundle', percentile(times, 99), 'ms'),
    figure('CPU of a bundle, all threads', (cpu * 1e6) / count, 'µs'),
    figure('read models behind at the end', lag, 'events'),
    figure('bundles until the read models have caught up, too', count / followed.seconds, 'bundles/s'),
    figure('CPU of a bundle, read models included', (followed.cpu * 1e6) / count, 'µs'),
    figure('resident', residentMB(), 'MB'),
  ];
}
