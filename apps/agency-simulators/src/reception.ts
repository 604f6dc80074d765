import { NotThatMessage, SignatureRejected, verifyRequest, type VerificationKeys, type WireSchema } from '@lienthong/agencies';
import type { InboundRequest } from '@lienthong/handoff';
import type { Answer } from './answer';
import { aboutFiling, type Desk, type Filed, type Filing } from './desk';
import type { FaultOf, Subject } from './faults';
import { garbage } from './garbage';
import type { Tally } from './tally';

/** A sort of message that is handed in. */
export interface Letter<L> {
  readonly schema: WireSchema<L>;
  /** Whom it is about, with its key; and what takes it in, or says why not. */
  open(message: L): { readonly subject: Subject & { readonly handoff: string }; admit(): Answer };
}

/** How one agency speaks to a caller. */
export interface Manner<M> {
  readonly schema: WireSchema<M>;
  filing(message: M): Filing;
  callbackUrl(message: M): string | undefined;
  /** Why a request that is not known yet cannot be taken now. */
  objection?(filing: Filing): Answer | undefined;
  accepted(filed: Filed): Answer;
  /** The same request again. */
  repeated(filed: Filed): Answer;
  otherContent(): Answer;
  /** It was withdrawn before it came; only where an agency takes notices. */
  withdrawn?(): Answer;
  unsigned(detail: string): Answer;
  invalid(detail: string): Answer;
  failure(fault: FaultOf<'error'>): Answer;
}

/** The counter of one agency: lets faults strike, checks what comes in, and recognises what it has. */
export class Reception<M> {
  constructor(
    readonly desk: Desk,
    readonly tally: Tally,
    private readonly engineKeys: VerificationKeys,
    private readonly manner: Manner<M>,
  ) {}

  /** A request. */
  push(request: InboundRequest): Promise<Answer> {
    return this.handIn(request, this.requests());
  }

  /** Anything that is handed in to have an effect, under its idempotency key. */
  async handIn<L>(request: InboundRequest, letter: Letter<L>): Promise<Answer> {
    this.tally.pushes += 1;
    const message = read(letter.schema, request.body);
    const opened = message instanceof NotThatMessage ? undefined : letter.open(message);
    const subject: Subject = opened?.subject ?? { ...ifThere('handoff', header(request, 'idempotency-key')) };
    const struck = await this.strike(subject, 'push');
    if (struck) return struck;
    const unsigned = await this.unsigned(request, subject);
    if (unsigned) return unsigned;
    if (opened === undefined) return this.breach('schema', message instanceof Error ? message.message : '', subject);
    if (header(request, 'idempotency-key') !== opened.subject.handoff) {
      return this.breach('idempotency-key', 'Idempotency-Key is not the key of the message', subject);
    }
    const answer = opened.admit();
    const timeOut = this.desk.faults.strike('time-out-after-processing', subject);
    if (timeOut) return timeOut.mode === 'reset' ? 'broken' : 'silent';
    return this.garble(subject, 'push') ?? answer;
  }

  /** A question about requests; `reply` makes the answer. The question is about nobody where it is about several. */
  async ask(request: InboundRequest, handoff: string | undefined, reply: () => Answer): Promise<Answer> {
    this.tally.questions += 1;
    const filed = handoff === undefined ? undefined : this.desk.filed.get(handoff);
    const subject: Subject = filed ? aboutFiling(filed) : { ...ifThere('handoff', handoff) };
    return (await this.strike(subject, 'ask')) ?? (await this.unsigned(request, subject)) ?? this.garble(subject, 'ask') ?? reply();
  }

  breach(reason: string, detail: string, { handoff }: Subject): Answer {
    this.tally.violation({ reason, detail, ...ifThere('handoff', handoff) });
    return this.manner.invalid(detail);
  }

  private requests(): Letter<M> {
    return {
      schema: this.manner.schema,
      open: (message) => {
        const filing = this.manner.filing(message);
        return { subject: aboutFiling(filing), admit: () => this.admit(filing, this.manner.callbackUrl(message)) };
      },
    };
  }

  private admit(filing: Filing, callbackUrl: string | undefined): Answer {
    const known = this.desk.filed.get(filing.handoff);
    const objection = known ? undefined : this.manner.objection?.(filing);
    if (objection) return objection;
    if (known === undefined && this.desk.withdrawn.has(filing.handoff) && this.manner.withdrawn) return this.manner.withdrawn();
    if (known === undefined || this.desk.faults.strike('no-dedupe', aboutFiling(filing))) {
      return this.manner.accepted(this.desk.take(filing, callbackUrl));
    }
    if (known.fingerprint !== filing.fingerprint) {
      this.tally.conflicts += 1;
      return this.manner.otherContent();
    }
    this.tally.duplicates += 1;
    known.callbackUrl = callbackUrl;
    return this.manner.repeated(known);
  }

  /** Faults that strike before anything is read. */
  private async strike(subject: Subject, on: 'push' | 'ask'): Promise<Answer | undefined> {
    const { faults, town } = this.desk;
    const slow = faults.strike('slow', subject, here(on, 'any'));
    if (slow) await new Promise<void>((go) => town.scheduler.after(slow.ms, go));
    const down = faults.strike('down', subject, here(on, 'any'));
    if (down && down.mode !== '503') return 'broken';
    if (down) return { status: 503, headers: { 'retry-after': String(down.retryAfterSeconds ?? 1) } };
    const error = faults.strike('error', subject, here(on, 'push'));
    return error && this.manner.failure(error);
  }

  private garble(subject: Subject, on: 'push' | 'ask'): Answer | undefined {
    const fault = this.desk.faults.strike('malformed', subject, (one) => (one.on ?? 'push') === on);
    return fault && { status: 200, raw: garbage(fault.mode) };
  }

  private async unsigned(request: InboundRequest, { handoff }: Subject): Promise<Answer | undefined> {
    try {
      await verifyRequest(request, { keys: this.engineKeys, now: this.desk.now() });
      return undefined;
    } catch (error) {
      if (!(error instanceof SignatureRejected)) throw error;
      this.tally.violation({ reason: `signature: ${error.reason}`, detail: error.message, ...ifThere('handoff', handoff) });
      return this.manner.unsigned(error.message);
    }
  }
}

function read<L>(schema: WireSchema<L>, body: Uint8Array): L | NotThatMessage {
  try {
    return schema.read(body);
  } catch (error) {
    if (error instanceof NotThatMessage) return error;
    throw error;
  }
}

const here =
  (on: 'push' | 'ask', otherwise: 'push' | 'any') =>
  (fault: { readonly on?: 'push' | 'ask' | 'any' }): boolean =>
    [on, 'any'].includes(fault.on ?? otherwise);

const header = ({ headers }: InboundRequest, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const ifThere = <K extends string>(name: K, value: string | undefined): { readonly [P in K]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: string };
