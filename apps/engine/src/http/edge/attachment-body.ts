import { AttachmentRefused, FILE_TYPES, isFileType } from '@lienthong/attachments';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BodyRefused } from './body-refused';

const UPLOADS = '/attachments';

/** Has the server hand files on as they come in, without keeping them in memory; the limit for other bodies is not theirs. */
export function readAttachments(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', (request, _, __, done) => {
    if (!isUpload(request) || isTaken(request)) return done();
    return done(new AttachmentRefused('attachment-type-not-taken', { taken: FILE_TYPES.join(', ') }));
  });
  fastify.addContentTypeParser([...FILE_TYPES], (request, payload, done) =>
    isUpload(request) ? done(null, payload) : done(new BodyRefused('media-type-unsupported')),
  );
  // The rest of what is refused is not read.
  fastify.addHook('onSend', (request, reply, _, done) => {
    if (isUpload(request) && reply.statusCode >= 400) reply.header('Connection', 'close');
    done();
  });
}

const isUpload = ({ method, routeOptions }: FastifyRequest): boolean => method === 'POST' && routeOptions.url === UPLOADS;

const isTaken = (request: FastifyRequest): boolean =>
  isFileType(claimedType(request)) && (request.headers['content-encoding'] ?? 'identity') === 'identity';

/** The media type that the client names, without its parameters. */
export const claimedType = ({ headers }: Pick<FastifyRequest, 'headers'>): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
