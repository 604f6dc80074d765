import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { metadataOf, type EventStore, type NewEvent } from '@lienthong/event-store';
import { appendCause } from '../append-cause';
import { ATTRIBUTE, type Traces } from './traces';

/** The same log; appends whose events belong to a trace are spans of it, until they are durable. */
export function traceLog(store: EventStore, traces: Traces): EventStore {
  return {
    async append(stream, events, expected) {
      const parent = traceparentIn(events);
      if (parent === undefined) return store.append(stream, events, expected);
      const attributes = { [ATTRIBUTE.stream]: stream, [ATTRIBUTE.events]: events.length };
      const span = traces.begin({ name: 'append', kind: SpanKind.INTERNAL, parent, attributes });
      try {
        return await store.append(stream, events, expected);
      } catch (error) {
        span.setAttribute(ATTRIBUTE.code, appendCause(error)).setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (options) => store.readAll(options),
    subscribe: (options) => store.subscribe(options),
    close: () => store.close(),
  };
}

/** The events of one append come of one command. */
const traceparentIn = ([first]: readonly NewEvent[]): string | undefined => first && metadataOf(first).traceparent;
