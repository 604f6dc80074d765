import type { FastifyInstance } from 'fastify';

/** Which methods are served at which addresses: to tell a wrong method from a wrong address. */
export class KnownRoutes {
  private readonly routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];

  /** Has to be called before the routes are made. */
  static of(fastify: FastifyInstance): KnownRoutes {
    const known = new KnownRoutes();
    fastify.addHook('onRoute', ({ url, method }) => {
      known.routes.push({ pattern: patternOf(url), methods: [method].flat() });
    });
    return known;
  }

  /** The methods that are served at a path; none, if there is nothing. */
  methodsAt(path: string): readonly string[] {
    const methods = this.routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].sort();
  }
}

/** `/dossiers/:id/events` as an expression; a parameter is one part of a path. */
function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
