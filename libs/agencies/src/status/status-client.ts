import type { DossierId } from '@lienthong/dossier/domain';
import { messageKey, type Standing, type StatusMessage, type StatusReceiver, type SyncTarget, type Telling } from '@lienthong/status-sync';
import { isFinding, judgeStatus, ofNoAnswer, readAnswer, type AgencyClient, type Answer, type Called, type Finding } from '../http';
import { agreedBytes, lookUp, type ErrorCatalogue, type WireSchema } from '../wire';
import { toTelling } from './telling';

/** How one receiver speaks. */
export interface StatusDialect<Message, Reply extends object> {
  readonly target: SyncTarget;
  /** Told by POST; what it has of a dossier is asked for by GET `<path>/<dossier>`. */
  readonly path: string;
  readonly message: WireSchema<Message>;
  readonly reply: WireSchema<Reply>;
  readonly errors: ErrorCatalogue;
  /** The code that says that something before it has not arrived. */
  readonly missing: string;
  write(message: StatusMessage): Message;
  /** Nothing: it says that all is well. */
  error(reply: Reply): { readonly code: string; readonly text: string } | undefined;
  /** The number of the last message that it has; nothing where the answer does not say. */
  last(reply: Reply): number | undefined;
}

/** Tells statuses over HTTP: signed, under the message's key, errors with status 200 or without. */
export class StatusClient<Message, Reply extends object> implements StatusReceiver {
  readonly target: SyncTarget;

  constructor(
    private readonly client: AgencyClient,
    private readonly dialect: StatusDialect<Message, Reply>,
  ) {
    this.target = dialect.target;
  }

  prepare(message: StatusMessage): Uint8Array {
    return agreedBytes(this.dialect.message, this.dialect.write(message));
  }

  async tell(message: StatusMessage, body: Uint8Array): Promise<Telling> {
    const heard = this.hear(await this.client.post(this.dialect.path, body, { idempotencyKey: messageKey(message) }));
    return isFinding(heard) ? toTelling(heard, this.dialect.missing) : { kind: 'confirmed', already: false };
  }

  async inquire(dossier: DossierId): Promise<Standing> {
    const heard = this.hear(await this.client.get(`${this.dialect.path}/${encodeURIComponent(dossier)}`));
    if (isFinding(heard)) return { kind: 'unavailable', code: heard.code, detail: heard.detail };
    const last = this.dialect.last(heard);
    if (last === undefined) return { kind: 'unavailable', code: 'unreadable-answer', detail: 'the answer does not say what it has' };
    return { kind: 'has', last };
  }

  /** What was answered, if all is well there; else what went wrong. */
  private hear(called: Called): Reply | Finding {
    if (called.kind !== 'answered') return ofNoAnswer(called);
    const reply = readAnswer(called, this.dialect.reply);
    if (isFinding(reply)) return isSuccess(called) ? reply : this.judge(called);
    const error = this.dialect.error(reply);
    if (!isSuccess(called)) return this.judge(called, error);
    return error ? this.explain(called, error) : reply;
  }

  private judge(answer: Answer, error?: { readonly code: string; readonly text: string }): Finding {
    return judgeStatus(answer, this.dialect.errors, this.client.clock.now(), error);
  }

  /** An error in neither form of the catalogue is never taken for a refusal. */
  private explain({ received }: Answer, { code, text }: { readonly code: string; readonly text: string }): Finding {
    const entry = lookUp(this.dialect.errors, code, text);
    const detail = [code, text, entry?.meaning.en ?? ''].filter((part) => part !== '').join(': ');
    return { verdict: entry?.verdict ?? 'ask-first', code: entry?.code ?? 'unlisted', detail: detail.slice(0, 300), received };
  }
}

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;
