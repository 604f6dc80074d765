import type { Bilingual, Breach } from '@lienthong/bundle';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KnownRoutes } from './edge/known-routes';
import { isProblemCode, PROBLEMS, type ProblemCode, type ProblemText } from './problems';

/** A problem as it goes out (RFC 9457), with the stable code and both languages as extensions; `type` can be looked up here. */
interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly messages: { readonly vi: string; readonly en: string };
  readonly breaches?: readonly Breach[];
  /** What fills the texts: the current revision, who may. */
  readonly details?: Details;
}

type Details = Readonly<Record<string, string | number>>;

const LOG = new Logger('api');

/** More than anybody mends at once; what is wrong with the rest is said when these are right. */
const MOST_BREACHES = 100;
const LONGEST_FIELD = 200;

/** Something is at this address, but not for this method. */
class MethodNotAllowed extends Error {
  readonly code = 'method-not-allowed';
  readonly details: { readonly allow: string };
  constructor(allow: string) {
    super(`allowed: ${allow}`);
    this.details = { allow };
  }
}

/** Turns what was thrown into problem details: what is expected by its code, a surprise into a 500 that tells nothing inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly routes: KnownRoutes) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const allow = request.is404 ? this.allowed(request) : '';
    if (allow !== '') reply.header('Allow', allow);
    if (allow !== '' && request.method === 'OPTIONS') return void reply.status(204).send();
    const problem = problemOf(allow === '' ? error : new MethodNotAllowed(allow), languageOf(request));
    if (problem.code === 'unexpected') LOG.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    else if (problem.status >= 500) LOG.error(error instanceof Error ? error.message : problem.code);
    const { retryAfter }: ProblemText = PROBLEMS[problem.code];
    if (retryAfter !== undefined) reply.header('Retry-After', retryAfter);
    reply.status(problem.status).type('application/problem+json').send(problem);
  }

  private allowed({ url }: FastifyRequest): string {
    const methods = this.routes.methodsAt(url.split('?', 1)[0] ?? '');
    return methods.length > 0 ? [...methods, 'OPTIONS'].join(', ') : '';
  }
}

export function problemOf(error: unknown, language: keyof Bilingual): Problem {
  const code = codeOf(error);
  const { status, title, cure }: ProblemText = PROBLEMS[code];
  const details = hasDetails(error) ? error.details : undefined;
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(details?.[name] ?? ''));
  const breaches = hasBreaches(error) ? error.breaches.slice(0, MOST_BREACHES).map(shortened) : undefined;
  const messages = { vi: `${title.vi}. ${fill(cure.vi)}`, en: `${title.en}. ${fill(cure.en)}` };
  return {
    type: `/problems/${code}`,
    title: title[language],
    status,
    detail: fill(cure[language]),
    code,
    messages,
    ...(breaches && { breaches }),
    ...(details && { details }),
  };
}

/** Names of fields come from the client, and may be as long as the body. */
const shortened = ({ field, rule, message: { vi, en } }: Breach): Breach => ({
  field: field.slice(0, LONGEST_FIELD),
  rule,
  message: { vi: vi.slice(0, 2 * LONGEST_FIELD), en: en.slice(0, 2 * LONGEST_FIELD) },
});

function codeOf(error: unknown): ProblemCode {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (isProblemCode(code)) return code;
  // What Fastify and Nest refuse by themselves has a status only.
  const status = error instanceof HttpException ? error.getStatus() : 500;
  if (status === 404) return 'not-found';
  if (status === 413) return 'too-large';
  if (status === 415) return 'media-type-unsupported';
  return status >= 400 && status < 500 ? 'request-invalid' : 'unexpected';
}

const hasDetails = (error: unknown): error is { details: Details } =>
  error instanceof Error && 'details' in error && typeof error.details === 'object' && error.details !== null;

const hasBreaches = (error: unknown): error is { breaches: readonly Breach[] } =>
  error instanceof Error && 'breaches' in error && Array.isArray(error.breaches);

/** Vietnamese, unless the client prefers English (Accept-Language, RFC 9110 section 12.5.4). */
function languageOf({ headers }: FastifyRequest): keyof Bilingual {
  const preferred = /\b(vi|en)\b/i.exec(headers['accept-language'] ?? '')?.[1];
  return preferred?.toLowerCase() === 'en' ? 'en' : 'vi';
}
