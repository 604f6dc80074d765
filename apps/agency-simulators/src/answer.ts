import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InboundRequest } from '@lienthong/handoff';

/** What a caller gets: an answer, a connection that breaks, or silence. */
export type Answer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | { readonly raw: Uint8Array; readonly status: number }
  | 'broken'
  | 'silent';

/** Problem details (RFC 9457) with a code, as the Police and Social Insurance write them. */
export const problem = (status: number, code: string, detail: string): Answer => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { type: 'about:blank', title: code, status, code, detail },
});

/** The request with its exact bytes and the whole URL that it was sent to. */
export const inbound = (request: FastifyRequest): InboundRequest => ({
  method: request.method,
  url: `http://${request.headers.host ?? ''}${request.raw.url ?? ''}`,
  headers: Object.fromEntries(
    Object.entries(request.headers).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined),
  ),
  body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
});

export async function give(reply: FastifyReply, answer: Answer): Promise<void> {
  if (answer === 'broken') {
    reply.hijack();
    reply.raw.socket?.destroy();
  } else if (answer === 'silent') {
    reply.hijack();
  } else if ('raw' in answer) {
    await reply.code(answer.status).header('content-type', 'application/json').send(answer.raw);
  } else {
    const { status, headers = {}, body } = answer;
    const type = headers['content-type'] ?? 'application/json';
    await reply
      .code(status)
      .headers({ ...headers, 'content-type': `${type}; charset=utf-8` })
      .send(body === undefined ? '' : Buffer.from(JSON.stringify(body)));
  }
}
