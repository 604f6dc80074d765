import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply } from 'fastify';
import { problemOf } from '../problem.filter';

/** What Node could not read as HTTP has no request and no route: it is answered here, and the connection ends. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const problem = problemOf(new Malformed(codeOf(error.code)), 'vi');
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/** The same for an address that Fastify cannot read, or of which a part is longer than any name of ours. */
export function answerUnroutable(
  error: { readonly code?: string },
  _: unknown,
  reply: Pick<FastifyReply, 'status' | 'type' | 'send'>,
): void {
  const problem = problemOf(new Malformed(error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? 'not-found' : 'malformed-http'), 'vi');
  reply.status(problem.status);
  reply.type('application/problem+json');
  reply.send(problem);
}

class Malformed extends Error {
  constructor(readonly code: ReturnType<typeof codeOf> | 'not-found') {
    super(code);
  }
}

function codeOf(code: string | undefined): 'headers-too-large' | 'too-slow' | 'malformed-http' {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers-too-large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'too-slow' : 'malformed-http';
}
