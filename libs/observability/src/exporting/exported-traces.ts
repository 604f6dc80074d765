import { randomUUID } from 'node:crypto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';
import { Traces } from '../traces/traces';

export interface TracesConfig {
  /** Where a collector takes OTLP over HTTP, with the path. */
  readonly url: string;
  /** Which part of the traces that begin here is kept, from 0 to 1. Of those that come with a request, the caller has decided. */
  readonly share: number;
}

/** Why spans are not taken at present, in one line; `undefined` once they are again. */
export type OnTracesTrouble = (reason: string | undefined) => void;

/** A collector that takes longer is gone, and must not hold up the end of the engine. */
const EXPORT_MS = 3_000;
const BATCH = { scheduledDelayMillis: 1_000, maxExportBatchSize: 512, maxQueueSize: 16_384, exportTimeoutMillis: EXPORT_MS };

/** Traces that go to a collector in batches (OTLP/HTTP, JSON). What it does not take is lost, and nothing waits for it. */
export function exportedTraces({ url, share }: TracesConfig, onTrouble: OnTracesTrouble): Traces {
  const exporter = telling(new OTLPTraceExporter({ url, timeoutMillis: EXPORT_MS }), onTrouble);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'lienthong-engine', 'service.instance.id': randomUUID() }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [new BatchSpanProcessor({ exporter, ...BATCH })],
  });
  return new Traces(provider.getTracer('lienthong'), () => provider.shutdown().catch(() => undefined));
}

/** Tells when exports begin to fail, and when they go well again; not each time. */
function telling(exporter: SpanExporter, onTrouble: OnTracesTrouble): SpanExporter {
  let failing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.error !== undefined;
        if (failed !== failing) onTrouble(result.error?.message);
        failing = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    ...(exporter.forceFlush && { forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve() }),
  };
}
