import type { Clock } from '@lienthong/calendar';
import { watchedBy, type CommandWatch } from '@lienthong/dossier';
import type { EventStore } from '@lienthong/event-store';
import type { AgencyGateway, OnTaken } from '@lienthong/handoff';
import {
  Metrics,
  observeCommands,
  observeGateway,
  observeLog,
  traceCommands,
  traceGateway,
  traceLog,
  traceQueue,
  type Traces,
} from '@lienthong/observability';

import type { EngineLog } from './engine-log';
import { logCommands } from './log-commands';

/** What is measured of an engine, and traced where a collector is configured: put around its ports, from outside. */
export class Observation {
  readonly metrics = new Metrics();

  /** `traces` absent: nobody takes them. */
  constructor(
    readonly traces: Traces | undefined,
    private readonly says: Pick<EngineLog, 'debug'>,
  ) {}

  log(store: EventStore): EventStore {
    const observed = observeLog(store, this.metrics);
    return this.traces ? traceLog(observed, this.traces) : observed;
  }

  gateway(gateway: AgencyGateway): AgencyGateway {
    const observed = observeGateway(gateway, this.metrics);
    return this.traces ? traceGateway(observed, this.traces) : observed;
  }

  get commands(): CommandWatch {
    const { metrics, traces, says } = this;
    const watches: [CommandWatch, ...CommandWatch[]] = [
      observeCommands(metrics),
      ...(traces ? [traceCommands(traces)] : []),
      // Last: it hears of the trace that is kept with the events.
      ...(says.debug ? [logCommands(says.debug)] : []),
    ];
    return watchedBy(watches);
  }

  taken(clock: Clock): OnTaken | undefined {
    return this.traces && traceQueue(this.traces, clock);
  }
}
