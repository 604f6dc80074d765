import { SpanKind, SpanStatusCode, type Span } from '@opentelemetry/api';
import type { CommandWatch, TraceOrigin, WatchedCommand } from '@lienthong/dossier';
import type { Command, DossierId } from '@lienthong/dossier/domain';
import { codeOf } from '../code-of';
import { ATTRIBUTE, traceparentOf, type Traces } from './traces';

/** Each command is a span, and what it writes belongs to it. */
export const traceCommands = (traces: Traces): CommandWatch => ({
  begin: (dossier, command) => new TracedCommand(traces, dossier, command),
});

class TracedCommand implements WatchedCommand {
  private readonly since = Date.now();
  private span: Span | undefined;

  constructor(
    private readonly traces: Traces,
    private readonly dossier: DossierId,
    private readonly command: Command,
  ) {}

  follows(origin: TraceOrigin): string {
    const { dossier, command, since } = this;
    const attributes = { [ATTRIBUTE.dossier]: dossier, ...('handoff' in command && { [ATTRIBUTE.handoff]: command.handoff }) };
    this.span ??= this.traces.begin({ ...origin, name: command.type, kind: SpanKind.INTERNAL, since, attributes });
    return traceparentOf(this.span);
  }

  end(news: boolean): void {
    this.span?.setAttribute(ATTRIBUTE.outcome, news ? 'done' : 'unchanged').end();
  }

  /** A rejection is an answer like another; anything else is an error. */
  fail(error: unknown, rejected: boolean): void {
    this.span?.setAttributes({ [ATTRIBUTE.outcome]: rejected ? 'rejected' : 'failed', [ATTRIBUTE.code]: codeOf(error) });
    if (!rejected) this.span?.setStatus({ code: SpanStatusCode.ERROR });
    this.span?.end();
  }
}
