import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestInvalid } from '../request-invalid';
import { BodyRefused } from './body-refused';
import { tidyJson } from './tidy-json';

const JSON_IN_UTF8 = /^application\/json[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)?$/i;

/** Has the server read bodies as JSON objects, strictly; what agencies send is left as the bytes that came. */
export function readBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    // They are judged by the adapters, also when they are not JSON.
    if (request.url.startsWith('/agencies/')) return done(null, bytes);
    const refusal = refusalOf(request, bytes);
    if (refusal) return done(refusal);
    return parse(request, bytes.toString('utf8'), (error, value) => (error ? done(new BodyRefused('not-json')) : settle(value, done)));
  });
}

function refusalOf({ headers }: FastifyRequest, bytes: Buffer): BodyRefused | undefined {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!JSON_IN_UTF8.test(headers['content-type'] ?? '') || encoding !== 'identity') return new BodyRefused('media-type-unsupported');
  return isUtf8(bytes) ? undefined : new BodyRefused('not-json');
}

function settle(value: unknown, done: (error: Error | null, body?: unknown) => void): void {
  try {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notAnObject();
    done(null, tidyJson(value));
  } catch (error) {
    done(error as Error);
  }
}

const notAnObject = (): RequestInvalid =>
  new RequestInvalid([{ field: '', rule: 'isObject', message: { vi: 'Phải là một đối tượng JSON.', en: 'It must be a JSON object.' } }]);
