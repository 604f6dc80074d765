import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { AgencyGateway, Delivery, FollowUp, HandoffRequest, Inquiry } from '@lienthong/handoff';
import { codeOf } from '../code-of';
import { ATTRIBUTE, traceparentOf, type Traces } from './traces';

type Answer = Delivery | Inquiry | FollowUp;

/**
 * The same way to an agency. A call about a handoff belongs to the trace of the event that demanded the handoff. Polls go on for days and
 * bring nothing most of the time: each is a trace of its own that points to those of the handoffs, and what it brings points back to it.
 */
export function traceGateway(gateway: AgencyGateway, traces: Traces): AgencyGateway {
  const { agency } = gateway;
  async function traced<T extends Answer>(
    call: string,
    where: { readonly parent?: string; readonly others?: readonly string[] },
    asked: readonly HandoffRequest[],
    make: (traceparent: string) => Promise<T>,
  ): Promise<T> {
    const span = traces.begin({ ...where, name: `${call} ${agency}`, kind: SpanKind.CLIENT, attributes: about(agency, asked) });
    try {
      const answer = await make(traceparentOf(span));
      span.setAttribute(ATTRIBUTE.outcome, answer.kind);
      if ('code' in answer) span.setAttribute(ATTRIBUTE.code, answer.code).setStatus({ code: SpanStatusCode.ERROR });
      return answer;
    } catch (error) {
      span.setAttribute(ATTRIBUTE.code, codeOf(error)).setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  }
  return {
    agency,
    followBatch: gateway.followBatch,
    ...(gateway.takesNotices !== undefined && { takesNotices: gateway.takesNotices }),
    prepare: (request) => gateway.prepare(request),
    deliver: (request, body) =>
      traced('deliver', inTraceOf(request), [request], (traceparent) => gateway.deliver({ ...request, traceparent }, body)),
    inquire: (request) => traced('inquire', inTraceOf(request), [request], (traceparent) => gateway.inquire({ ...request, traceparent })),
    follow: (requests) =>
      traced('follow', { others: tracesOf(requests) }, requests, async (traceparent) => {
        const answer = await gateway.follow(requests.map((request) => ({ ...request, traceparent })));
        return answer.kind === 'answered' ? { ...answer, trace: traceparent } : answer;
      }),
    readMessage: (message) => gateway.readMessage(message),
  };
}

const inTraceOf = ({ traceparent }: HandoffRequest): { readonly parent?: string } =>
  traceparent === undefined ? {} : { parent: traceparent };

const tracesOf = (requests: readonly HandoffRequest[]): readonly string[] =>
  requests.map(({ traceparent }) => traceparent).filter((each) => each !== undefined);

function about(agency: string, [first, ...others]: readonly HandoffRequest[]): Record<string, string> {
  if (!first || others.length > 0) return { [ATTRIBUTE.agency]: agency };
  const { handoff, dossier, procedure } = first;
  return {
    [ATTRIBUTE.agency]: agency,
    [ATTRIBUTE.handoff]: handoff,
    [ATTRIBUTE.dossier]: dossier,
    [ATTRIBUTE.procedure]: procedure,
  };
}
