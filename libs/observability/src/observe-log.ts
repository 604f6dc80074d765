import type { EventStore } from '@lienthong/event-store';
import { appendCause } from './append-cause';
import type { Metrics } from './metrics';

/** The same log, whose appends are measured. */
export function observeLog(store: EventStore, { appends, failedAppends }: Pick<Metrics, 'appends' | 'failedAppends'>): EventStore {
  return {
    async append(stream, events, expected) {
      const begun = performance.now();
      try {
        const appended = await store.append(stream, events, expected);
        appends.observe((performance.now() - begun) / 1000);
        return appended;
      } catch (error) {
        failedAppends.inc({ cause: appendCause(error) });
        throw error;
      }
    },
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (options) => store.readAll(options),
    subscribe: (options) => store.subscribe(options),
    close: () => store.close(),
  };
}
