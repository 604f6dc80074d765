import type { AgencyCode } from '@lienthong/bundle';
import type { Result } from '@lienthong/dossier/domain';
import {
  UNREADABLE_ANSWER,
  type AgencyGateway,
  type AgencyReport,
  type Delivery,
  type FollowUp,
  type HandoffRequest,
  type InboundMessage,
  type InboundRequest,
  type Inquiry,
} from '../agency-gateway';
import { bytes } from './scripted-gateway';

/** What becomes of a call. `gone`: the engine dies before it hears anything. */
export const MOODS = [
  'well',
  'decides',
  'closed',
  'lost-before',
  'lost-after',
  'gone-before',
  'gone-after',
  'rejects',
  'unreadable',
] as const;
export type Mood = (typeof MOODS)[number];

/** The engine is no more: what was to follow never happens. */
export class EngineGone extends Error {
  readonly code = 'engine-gone';
}

/**
 * An agency in changing moods, which will decide the same in the end. It recognises no repeated request: what comes twice is done
 * twice, and counted.
 */
export class WilfulAgency implements AgencyGateway {
  readonly followBatch = 10;
  readonly takesNotices = true;
  /** How often it took in each handoff. */
  readonly taken = new Map<string, number>();
  /** The message that it took in last. */
  knows: Uint8Array = bytes('');
  private calls = 0;

  constructor(
    readonly agency: AgencyCode,
    /** All that it will ever say of a handoff, in its order. */
    private readonly words: readonly Word[],
    /** One after the other; then it is well. */
    private moods: readonly Mood[],
    /** Others have their turn before anything goes out, and before anything comes back. */
    private readonly turn: () => Promise<unknown>,
  ) {}

  calmDown(): void {
    this.moods = [];
  }

  prepare({ handoff, payload }: HandoffRequest): Uint8Array {
    return bytes(JSON.stringify([handoff, payload]));
  }

  async deliver({ handoff, about }: HandoffRequest, body: Uint8Array): Promise<Delivery> {
    const mood = await this.call();
    if (mood === 'gone-before') throw new EngineGone();
    if (mood === 'closed') return { kind: 'unavailable', code: 'closed', detail: '', received: this.say('closed') };
    if (mood === 'lost-before') return { kind: 'unknown', code: 'no-answer', detail: '' };
    if (mood === 'rejects') return { kind: 'refused', code: 'wrong-commune', detail: '', received: this.say('not ours') };
    this.taken.set(handoff, (this.taken.get(handoff) ?? 0) + 1);
    this.knows = body;
    await this.turn();
    if (mood === 'gone-after') throw new EngineGone();
    if (mood === 'lost-after') return { kind: 'unknown', code: 'no-answer', detail: '' };
    if (mood === 'unreadable') return { kind: 'unknown', code: UNREADABLE_ANSWER, detail: '', received: this.say('<html>') };
    const [decision] = this.reports(handoff).slice(-1);
    const report = mood === 'decides' && !about && decision && { report: decision };
    return { kind: 'acknowledged', reference: 'R-1', received: this.say('taken'), ...report };
  }

  async inquire({ handoff }: HandoffRequest): Promise<Inquiry> {
    const mood = await this.call();
    const sent = bytes(`do you have ${handoff}?`);
    if (mood.startsWith('gone')) throw new EngineGone();
    if (mood !== 'well' && mood !== 'decides') return { kind: 'unavailable', code: 'closed', detail: '', sent };
    return { kind: this.taken.has(handoff) ? 'found' : 'not-found', sent, received: this.say('yes or no') };
  }

  async follow(requests: readonly HandoffRequest[]): Promise<FollowUp> {
    const mood = await this.call();
    const sent = bytes(`how do ${requests.length} stand?`);
    if (mood.startsWith('gone')) throw new EngineGone();
    if (mood === 'unreadable') return { kind: 'unavailable', code: UNREADABLE_ANSWER, detail: '', sent, received: this.say('<html>') };
    if (mood !== 'well' && mood !== 'decides') return { kind: 'unavailable', code: 'closed', detail: '', sent };
    const reports = requests.flatMap(({ handoff }) => this.reports(handoff));
    return { kind: 'answered', sent, received: this.say('so they stand'), reports };
  }

  /** A message that it sends by itself: one of its words, or one with a mistake in it. Nothing of what it does not have. */
  message(handoff: string, pick: number): InboundRequest | undefined {
    const word = this.reports(handoff)[pick % this.words.length];
    if (!word) return undefined;
    const spoilt = pick % 5 === 0 && word.status === 'completed';
    const body = bytes(JSON.stringify(spoilt ? { ...word, result: { number: 7 } } : word));
    return { method: 'POST', url: 'http://engine.test/', headers: {}, body };
  }

  async readMessage({ body }: InboundRequest): Promise<InboundMessage> {
    await this.turn();
    return { reports: [JSON.parse(Buffer.from(body).toString()) as AgencyReport] };
  }

  private reports(handoff: string): AgencyReport[] {
    return this.taken.has(handoff) ? this.words.map((word) => ({ handoff, ...word })) : [];
  }

  private async call(): Promise<Mood> {
    const mood = this.moods[this.calls++] ?? 'well';
    await this.turn();
    return mood;
  }

  /** No two answers have the same bytes. */
  private say = (text: string): Uint8Array => bytes(`${text} #${this.calls}`);
}

export interface Word {
  readonly message: string;
  readonly status: AgencyReport['status'];
  readonly result?: Result;
}
