import { Agent } from 'undici';
import { canonicalBytes, exchange, signRequest, type SigningKey } from '@lienthong/agencies';
import { aboutFiling, isFinal, messageId, type Filed, type News } from './desk';
import type { Faults } from './faults';
import { garbage } from './garbage';
import type { Scheduler } from './scheduler';
import type { Tally } from './tally';

const MOST_TRIES = 20;
const LONGEST_PAUSE_MS = 2_000;

export interface CallbackSettings {
  readonly agency: string;
  readonly key: SigningKey;
  /** Whose signatures nobody accepts, for the fault `wrong-signature`. */
  readonly wrongKey: SigningKey;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly tally: Tally;
  /** The message in the agency's words. */
  readonly write: (filed: Filed, news: News) => unknown;
}

/**
 * Sends an agency's news to the callback URL, signed, until it is accepted with 2xx: at most 20 tries, up to two seconds apart. Every
 * try has a fresh signature and the same message with the same id.
 */
export class Callbacks {
  private readonly dispatcher = new Agent();
  private readonly held = new Map<string, News>();
  private busy = 0;
  private readonly whenIdle: (() => void)[] = [];
  private round = 0;

  constructor(private readonly settings: CallbackSettings) {}

  /** Tells the news, unless a fault keeps it, doubles it or puts it out of its order. */
  tell(filed: Filed, news: News): Promise<void> {
    return this.work(() => (isFinal(news) ? this.tellEnd(filed, news) : this.tellOnTheWay(filed, news)));
  }

  /** Tells the same news again, under its id. */
  repeat(filed: Filed, news: News): Promise<void> {
    return this.work(() => this.send(filed, news));
  }

  /** Resolves when nothing is on its way; a message that waits for its next try is not on its way. */
  idle(): Promise<void> {
    return this.busy === 0 ? Promise.resolve() : new Promise((idle) => this.whenIdle.push(idle));
  }

  reset(): void {
    this.round += 1;
    this.held.clear();
  }

  async close(): Promise<void> {
    this.reset();
    await this.dispatcher.destroy();
  }

  private async tellOnTheWay(filed: Filed, news: News): Promise<void> {
    const { faults, tally } = this.settings;
    tally.callbacks.told += 1;
    const late = faults.strike('out-of-order', aboutFiling(filed), ({ mode }) => (mode ?? 'final-first') === 'final-first');
    if (late) this.held.set(filed.handoff, news);
    else await this.send(filed, news);
  }

  private async tellEnd(filed: Filed, news: News): Promise<void> {
    const { faults, tally, agency } = this.settings;
    const subject = aboutFiling(filed);
    tally.callbacks.told += 1;
    const old = faults.strike('out-of-order', subject, ({ mode }) => mode === 'old-after-final');
    if (faults.strike('lost-callback', subject)) tally.callbacks.lost += 1;
    else await this.send(filed, news);
    if (faults.strike('callback-twice', subject)) await this.send(filed, news);
    const held = this.held.get(filed.handoff);
    this.held.delete(filed.handoff);
    if (held) await this.send(filed, held);
    if (old) await this.send(filed, { messageId: messageId(agency, filed, 'old'), status: 'in-process', at: news.at });
  }

  /** Sends one message and tries again as long as it may. Resolves when it is accepted or given up. */
  private async send(filed: Filed, news: News): Promise<void> {
    const { callbacks } = this.settings.tally;
    const round = this.round;
    callbacks.underWay += 1;
    let accepted = false;
    for (let tries = 1; tries <= MOST_TRIES && !accepted; tries += 1) {
      if (tries > 1) await this.pause(Math.min(LONGEST_PAUSE_MS, 50 * 2 ** (tries - 1)));
      accepted = await this.post(filed, news);
      if (round !== this.round) return; // reset meanwhile: it is about nothing any more
    }
    callbacks.underWay -= 1;
    callbacks[accepted ? 'sent' : 'failed'] += 1;
  }

  private async post(filed: Filed, news: News): Promise<boolean> {
    const { faults, tally, key, wrongKey, write, scheduler } = this.settings;
    const url = filed.callbackUrl;
    if (url === undefined) return false;
    const final = isFinal(news);
    const subject = aboutFiling(filed);
    const garbled = final ? faults.strike('malformed', subject, ({ on }) => on === 'callback') : undefined;
    const wrong = final ? faults.strike('wrong-signature', subject) : undefined;
    const body = garbled ? garbage(garbled.mode) : canonicalBytes(write(filed, news));
    const unsigned = { method: 'POST', url, headers: { 'content-type': 'application/json' }, body };
    const headers = await signRequest(unsigned, wrong ? wrongKey : key, scheduler.clock.now());
    tally.callbacks.attempts += 1;
    const outcome = await exchange(this.dispatcher, { method: 'POST', url, headers, body, timeoutMs: 5_000 });
    return outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;
  }

  private async work(work: () => Promise<void>): Promise<void> {
    this.busy += 1;
    try {
      await work();
    } finally {
      this.rest();
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((go) => {
      this.settings.scheduler.after(ms, () => {
        this.busy += 1;
        go();
      });
      this.rest();
    });
  }

  private rest(): void {
    this.busy -= 1;
    if (this.busy === 0) for (const idle of this.whenIdle.splice(0)) idle();
  }
}
