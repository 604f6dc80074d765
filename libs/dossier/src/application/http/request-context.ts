import { createHash, randomUUID } from 'node:crypto';
import { parseActor, type Actor } from '@lienthong/access';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { CommandContext } from '../dossiers';
import { parseIdempotencyKey } from './idempotency-key';
import { isTraceparent } from '../traceparent';
import { parseEntityTags, type Versions } from './entity-tags';

interface IncomingRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly method: string;
  readonly url: string;
  /** Where requests are traced. */
  readonly trace?: RequestTrace;
}

/** A request's own place in a trace: W3C Trace Context, version 00. */
export interface RequestTrace {
  readonly traceparent: string;
  /** The caller began the trace, and what it asks for belongs to it; otherwise the trace begins with the request. */
  readonly brought: boolean;
}

/** Who asks: from the development header, until access control takes its place. Throws `ActorRequired`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor =>
  parseActor(header(context, 'lienthong-actor')),
);

/** The client's name for its request (draft-ietf-httpapi-idempotency-key-header): the same key is the same request. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext) => idempotencyKey(context));

/** The versions of the dossier that the client has seen (RFC 9110, section 13.1.1). Throws `PreconditionInvalid`. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): Versions | undefined => {
  const field = header(context, 'if-match');
  return field === undefined ? undefined : parseEntityTags(field, 'strong');
});

/** Who asks, and under which command id: the same `Idempotency-Key` of the same actor on the same path is the same command. */
export const CurrentContext = createParamDecorator((_: unknown, context: ExecutionContext): CommandContext => {
  const actor = parseActor(header(context, 'lienthong-actor'));
  const key = idempotencyKey(context);
  const request = context.switchToHttp().getRequest<IncomingRequest>();
  const { method, url } = request;
  const commandId = key === undefined ? randomUUID() : sha256([actor.kind, actor.id, method, url, key]);
  return { commandId, actor, ...traceOf(request, header(context, 'traceparent')) };
});

function traceOf({ trace }: IncomingRequest, brought: string | undefined): Pick<CommandContext, 'traceparent' | 'requestTrace'> {
  if (trace) return trace.brought ? { traceparent: trace.traceparent } : { requestTrace: trace.traceparent };
  return brought !== undefined && isTraceparent(brought) ? { traceparent: brought } : {};
}

const sha256 = (parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

function idempotencyKey(context: ExecutionContext): string | undefined {
  const field = header(context, 'idempotency-key');
  return field === undefined ? undefined : parseIdempotencyKey(field);
}

function header(context: ExecutionContext, name: string): string | undefined {
  const value = context.switchToHttp().getRequest<IncomingRequest>().headers[name];
  return Array.isArray(value) ? value[0] : value;
}
