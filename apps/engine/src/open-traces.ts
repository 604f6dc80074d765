import type { Traces, TracesConfig } from '@lienthong/observability';
import type { EngineLog } from './engine-log';

/** Traces to the collector that is configured. Without one, what makes them is not even loaded. */
export async function openTraces(config: TracesConfig | undefined, log: EngineLog): Promise<Traces | undefined> {
  if (!config) return undefined;
  const { exportedTraces } = await import('@lienthong/observability/exporting');
  return exportedTraces(config, (reason) => {
    if (reason === undefined) log.warn('traces are taken again');
    else log.error('the collector takes no traces; they are lost until it does', reason);
  });
}
