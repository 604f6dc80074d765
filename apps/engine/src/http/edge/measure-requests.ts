import type { Metrics } from '@lienthong/observability';
import type { FastifyInstance } from 'fastify';

/** Measures every request that is answered, by its route. What no route is for counts together: addresses are anybody's to make up. */
export function measureRequests(fastify: FastifyInstance, { requests }: Pick<Metrics, 'requests'>): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    requests.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    done();
  });
}
