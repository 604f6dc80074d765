import type { FastifyInstance } from 'fastify';

/** What is answered is somebody's own, is what its type says, and is no page. Whoever answers otherwise says so. */
const SAFE = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
};

export function addSafeHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (_, reply, done) => {
    reply.headers(SAFE);
    done();
  });
}
