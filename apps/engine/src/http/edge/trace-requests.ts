import { SpanKind, SpanStatusCode, type Span } from '@opentelemetry/api';
import { isTraceparent, type RequestTrace } from '@lienthong/dossier';
import { traceparentOf, type Traces } from '@lienthong/observability';
import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where requests are traced. */
    trace: RequestTrace | undefined;
  }
}

/** Asked for every few seconds by what watches the engine. */
const UNTRACED = /^\/(health|metrics)(\/|$)/;

/**
 * Makes each request a span: of the caller's trace, if it brought one (W3C Trace Context), else of a trace of its own. Only its method, its route and
 * its status are told: what stands in addresses, headers and bodies may be about persons.
 */
export function traceRequests(fastify: FastifyInstance, traces: Traces): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  fastify.decorateRequest('trace', undefined);
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    if (!UNTRACED.test(route)) {
      const header = request.headers['traceparent'];
      const parent = typeof header === 'string' && isTraceparent(header) ? header : undefined;
      const attributes = { 'http.request.method': method, 'http.route': route };
      const span = traces.begin({ name: `${method} ${route}`, kind: SpanKind.SERVER, attributes, ...(parent !== undefined && { parent }) });
      request.trace = { traceparent: traceparentOf(span), brought: parent !== undefined };
      spans.set(request, span);
    }
    done();
  });
  fastify.addHook('onResponse', (request, { statusCode }, done) => {
    const span = spans.get(request)?.setAttribute('http.response.status_code', statusCode);
    if (statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}
