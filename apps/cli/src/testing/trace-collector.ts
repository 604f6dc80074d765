import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A span as a collector is told of it. */
export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly attributes: Readonly<Record<string, string>>;
}

interface Export {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly ToldSpan[] }[] }[];
}

interface ToldSpan extends Omit<CollectedSpan, 'attributes'> {
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

/** A collector that takes OTLP over HTTP in JSON, on loopback, and keeps what it was told. */
export class TraceCollector {
  readonly spans: CollectedSpan[] = [];
  /** The exports to the letter. */
  readonly bodies: string[] = [];
  private readonly server = createServer((request, response) => {
    void this.take(request).then((status) => response.writeHead(status, { 'content-type': 'application/json' }).end('{}'));
  });

  static async start(): Promise<TraceCollector> {
    const collector = new TraceCollector();
    await new Promise<void>((ready) => collector.server.listen(0, '127.0.0.1', ready));
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  ofTrace(traceId: string): readonly CollectedSpan[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  private async take(request: IncomingMessage): Promise<number> {
    const body = await text(request);
    if (request.method !== 'POST' || request.url !== '/v1/traces') return 404;
    this.bodies.push(body);
    const { resourceSpans } = JSON.parse(body) as Export;
    for (const { attributes, ...span } of resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))) {
      const told = attributes.map(({ key, value }) => [key, String(Object.values(value)[0])] as const);
      this.spans.push({ ...span, attributes: Object.fromEntries(told) });
    }
    return 200;
  }
}
