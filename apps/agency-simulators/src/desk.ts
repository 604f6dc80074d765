import { createHash } from 'node:crypto';
import type { Instant } from '@lienthong/calendar';
import type { AgencyStatus } from '@lienthong/handoff';
import { Faults, type Subject } from './faults';
import type { EffectLedger } from './ledger';
import type { TakenNotice } from './notices';
import { randomFor, type Random } from './random';
import type { Scheduler } from './scheduler';

/** What all simulated agencies share. */
export interface Town {
  readonly seed: string;
  readonly scheduler: Scheduler;
  readonly ledger: EffectLedger;
  /** Typical time from receiving to the result; milliseconds. */
  readonly paceMs: number;
}

/** A request as it was taken in. */
export interface Filing {
  readonly handoff: string;
  readonly dossier: string;
  /** In the engine's words: faults are matched and effects are counted by it. */
  readonly procedure: string;
  readonly applicants: readonly string[];
  /** SHA-256 of the content, without where to send news. */
  readonly fingerprint: string;
  readonly message: unknown;
}

export interface Filed extends Omit<Filing, 'message' | 'applicants'> {
  /** As a supplement or a correction left them. */
  message: unknown;
  applicants: readonly string[];
  readonly reference: string;
  readonly receivedAt: Instant;
  readonly random: Random;
  callbackUrl: string | undefined;
  /** All that was decided, oldest first. */
  readonly news: News[];
}

export interface News {
  /** Stays the same however often the news is told. */
  readonly messageId: string;
  readonly status: AgencyStatus;
  readonly at: Instant;
  readonly note?: string;
  readonly result?: Readonly<Record<string, unknown>>;
}

/** What one agency does with a request: its results, each with when it follows the decision; and whom it tells. */
export interface Trade {
  reference(random: Random, filing: Filing): string;
  results(filed: Filed): readonly { readonly afterMs: number; readonly result: Readonly<Record<string, unknown>> }[];
  tell(filed: Filed, news: News): void;
  /** What comes in needs no work: it is done as it arrives. */
  readonly atOnce?: true;
}

/** One agency's desk: what it has received, and how that is worked on. It answers no one; {@link Trade.tell} does. */
export class Desk {
  readonly faults = new Faults();
  readonly filed = new Map<string, Filed>();
  /** What was told about them since, by the keys of the notices. */
  readonly notices = new Map<string, TakenNotice>();
  /** Keys of what was withdrawn, also of what never came: it is not worked on. */
  readonly withdrawn = new Set<string>();
  private readonly takenTimes = new Map<string, number>();

  constructor(
    readonly agency: string,
    readonly town: Town,
    private readonly trade: Trade,
  ) {}

  take(filing: Filing, callbackUrl?: string): Filed {
    // A desk that forgot (fault `no-dedupe`) does the work anew: other numbers, other messages.
    const nth = (this.takenTimes.get(filing.handoff) ?? 0) + 1;
    this.takenTimes.set(filing.handoff, nth);
    const random = randomFor(this.town.seed, this.agency, filing.handoff, String(nth));
    const reference = this.trade.reference(random, filing);
    const filed: Filed = { ...filing, reference, receivedAt: this.now(), random, callbackUrl, news: [] };
    this.filed.set(filing.handoff, filed);
    this.add(filed, 'received');
    if (this.trade.atOnce) this.finish(filed);
    else this.work(filed);
    return filed;
  }

  /** The last news; what a question is answered with. */
  standing(filed: Filed): News {
    const last = filed.news.at(-1);
    if (last === undefined) throw new Error('every request has been received');
    return last;
  }

  reset(): void {
    this.faults.replace([]);
    this.filed.clear();
    this.notices.clear();
    this.withdrawn.clear();
    this.takenTimes.clear();
  }

  now = (): Instant => this.town.scheduler.clock.now();

  /** What it was waiting for has come: the work goes on. */
  supplement(filed: Filed, now: Filing): void {
    this.correct(filed, now);
    if (this.standing(filed).status !== 'supplement-needed') return;
    this.tell(filed, 'in-process');
    this.later(filed, this.town.paceMs / 2, () => this.decide(filed));
  }

  /** The case says something else from now on; what was decided stays. */
  correct(filed: Filed, { message, applicants }: Filing): void {
    Object.assign(filed, { message, applicants });
  }

  private work(filed: Filed): void {
    const wholeMs = this.town.paceMs * (0.5 + filed.random());
    this.later(filed, wholeMs * 0.4, () => this.tell(filed, 'in-process'));
    this.later(filed, wholeMs, () => this.decide(filed));
  }

  /** Does it then, unless it is withdrawn by that time. */
  private later({ handoff }: Filed, ms: number, work: () => void): void {
    this.town.scheduler.after(ms, () => {
      if (!this.withdrawn.has(handoff)) work();
    });
  }

  private decide(filed: Filed): void {
    const supplement = this.faults.strike('supplement', filed);
    if (supplement) {
      const asked = this.tell(filed, 'supplement-needed', { note: supplement.note });
      const goOn = () => this.standing(filed) === asked && this.decide(filed);
      if (supplement.ms) this.later(filed, supplement.ms, goOn);
      return;
    }
    const refusal = this.faults.strike('refuse', filed);
    if (refusal) {
      this.tell(filed, 'refused', { note: refusal.reason });
      return;
    }
    this.finish(filed);
  }

  private finish(filed: Filed): void {
    this.town.ledger.record({
      agency: this.agency,
      handoff: filed.handoff,
      dossier: filed.dossier,
      procedure: filed.procedure,
      at: this.now(),
    });
    for (const { afterMs, result } of this.trade.results(filed)) {
      if (afterMs === 0) this.tell(filed, 'completed', { result });
      else this.town.scheduler.after(afterMs, () => this.tell(filed, 'completed', { result }));
    }
  }

  private tell(filed: Filed, status: AgencyStatus, more: Pick<News, 'note' | 'result'> = {}): News {
    const news = this.add(filed, status, more);
    this.trade.tell(filed, news);
    return news;
  }

  private add(filed: Filed, status: AgencyStatus, more: Pick<News, 'note' | 'result'> = {}): News {
    const news: News = { messageId: messageId(this.agency, filed, filed.news.length), status, at: this.now(), ...more };
    filed.news.push(news);
    return news;
  }
}

export const isDecided = ({ news }: Filed): boolean => news.some(isFinal);

export const isFinal = ({ status }: News): boolean => status === 'completed' || status === 'refused';

/** An id in the form of a UUID that follows from what it names, so that a repeated run gives the same. */
export function messageId(agency: string, { handoff, reference }: Filed, ordinal: number | string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([agency, handoff, reference, ordinal]))
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

export const aboutFiling = ({
  handoff,
  dossier,
  procedure,
  applicants,
}: Omit<Filing, 'message'>): Subject & { readonly handoff: string } => ({ handoff, dossier, procedure, applicants });
