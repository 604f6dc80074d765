import type { DossierId } from '@lienthong/dossier/domain';
import type { Standing, StatusReceiver, SyncTarget, Telling } from '../outbox/status-receiver';
import { messageKey, type StatusMessage } from '../status-message';

/** What becomes of a call. */
export const CALLS = ['well', 'down', 'lost-answer', 'false-order'] as const;
export type Call = (typeof CALLS)[number];

const DOWN: Telling & Standing = { kind: 'unavailable', code: 'no-answer', detail: 'nothing came' };

/** A receiver in this process that keeps all it took, insists on the order, and knows a message again by its key. */
export class StrictReceiver implements StatusReceiver {
  /** What it took, in the order in which it took it. */
  readonly taken: StatusMessage[] = [];
  /** Calls that told something. */
  calls = 0;
  /** So many were worked on at the same time at the most. */
  atOnce = 0;
  /** What becomes of the next calls; then all is well. */
  ahead: Call[] = [];
  /** Refuses what this says, for good. */
  refuses: (message: StatusMessage) => boolean = () => false;
  /** Before an answer leaves: a test may let it wait. */
  beforeAnswer: () => Promise<void> = () => Promise.resolve();
  private now = 0;
  /** By key, what it took under it. */
  private readonly under = new Map<string, string>();

  constructor(readonly target: SyncTarget = 'portal') {}

  prepare(message: StatusMessage): Uint8Array {
    return Buffer.from(JSON.stringify(message));
  }

  async tell(message: StatusMessage): Promise<Telling> {
    this.calls++;
    this.atOnce = Math.max(this.atOnce, ++this.now);
    const call = this.ahead.shift() ?? 'well';
    const telling = this.answer(message, call);
    await this.beforeAnswer();
    this.now--;
    return call === 'lost-answer' ? DOWN : telling;
  }

  async inquire(dossier: DossierId): Promise<Standing> {
    return this.ahead.shift() === 'down' ? DOWN : { kind: 'has', last: this.of(dossier).length };
  }

  /** The statuses that it has of a dossier. */
  of(dossier: DossierId): readonly number[] {
    return this.taken.filter((message) => message.dossier === dossier).map(({ status }) => status);
  }

  numbers(dossier: DossierId): readonly number[] {
    return this.taken.filter((message) => message.dossier === dossier).map(({ number }) => number);
  }

  /** It loses all that it has, as after a restore of its own. */
  forget(): void {
    this.taken.length = 0;
    this.under.clear();
  }

  private answer(message: StatusMessage, call: Call): Telling {
    if (call === 'down') return DOWN;
    if (call === 'false-order') return { kind: 'out-of-order', code: 'predecessor-missing', detail: '' };
    if (this.refuses(message)) return { kind: 'refused', code: 'unknown-dossier', detail: '' };
    const key = messageKey(message);
    const content = JSON.stringify(message);
    const before = this.under.get(key);
    if (before !== undefined && before !== content) return { kind: 'refused', code: 'other-content', detail: '' };
    if (before !== undefined) return { kind: 'confirmed', already: true };
    if (message.number !== this.of(message.dossier).length + 1) return { kind: 'out-of-order', code: 'predecessor-missing', detail: '' };
    this.under.set(key, content);
    this.taken.push(message);
    return { kind: 'confirmed', already: false };
  }
}
