import {
  ROOT_CONTEXT,
  trace,
  type Attributes,
  type Context,
  type Link,
  type Span,
  type SpanContext,
  type SpanKind,
  type Tracer,
} from '@opentelemetry/api';
import type { TraceOrigin } from '@lienthong/dossier';

/** Names that spans carry. Ids, codes and counts; never what a form or a message says. */
export const ATTRIBUTE = {
  dossier: 'lienthong.dossier',
  handoff: 'lienthong.handoff',
  agency: 'lienthong.agency',
  procedure: 'lienthong.procedure',
  outcome: 'lienthong.outcome',
  code: 'lienthong.code',
  stream: 'lienthong.stream',
  events: 'lienthong.events',
} as const;

export interface Beginning extends Partial<TraceOrigin> {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes?: Attributes;
  /** When it began, in milliseconds since 1970; default: now. */
  readonly since?: number;
}

/**
 * Begins spans. Where they belong is handed in as `traceparent`, as it stands in the log, in requests and in headers: no context follows the
 * code around unseen, so a span is in the same trace after a restart, in another process and in a test.
 */
export class Traces {
  constructor(
    private readonly tracer: Tracer,
    private readonly shutDown: () => Promise<void>,
  ) {}

  begin({ name, kind, parent, others = [], attributes = {}, since }: Beginning): Span {
    const links = others.map((each): Link => ({ context: contextOf(each) }));
    return this.tracer.startSpan(name, { kind, links, attributes, ...(since !== undefined && { startTime: since }) }, inside(parent));
  }

  /** Hands over what was not exported yet. */
  close(): Promise<void> {
    return this.shutDown();
  }
}

/** W3C Trace Context, version 00: what belongs to this span says so. */
export function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

function inside(parent: string | undefined): Context {
  return parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, contextOf(parent));
}

function contextOf(traceparent: string): SpanContext {
  const [, traceId = '', spanId = '', flags = ''] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}
