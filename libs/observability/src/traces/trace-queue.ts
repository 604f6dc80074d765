import { SpanKind } from '@opentelemetry/api';
import type { Clock } from '@lienthong/calendar';
import type { OnTaken } from '@lienthong/handoff';
import { ATTRIBUTE, type Traces } from './traces';

/**
 * How long each handoff waited for a worker: from when it was due, which the log says, until it was taken up, whatever queue lay between.
 * Several workers may take one up; the log lets one of them send.
 */
export function traceQueue(traces: Traces, clock: Clock): OnTaken {
  return ({ dossier, handoff: { id, agency }, traceparent }, step, dueSince) => {
    const span = traces.begin({
      name: `queue ${agency}`,
      kind: SpanKind.CONSUMER,
      since: Date.parse(dueSince),
      ...(traceparent !== undefined && { parent: traceparent }),
      attributes: {
        [ATTRIBUTE.agency]: agency,
        [ATTRIBUTE.dossier]: dossier.id,
        [ATTRIBUTE.handoff]: id,
        'lienthong.step': step,
      },
    });
    span.end(Date.parse(clock.now()));
  };
}
