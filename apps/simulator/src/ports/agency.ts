import type { AgencyCode } from '@lienthong/bundle';
import type { AgencyReport, HandoffRequest } from '@lienthong/handoff';
import type { Faults } from '../core/faults';
import type { World } from '../core/world';
import { numberOf } from '../people/casebook';
import type { Cases } from '../people/cases';
import type { AgencyFate } from '../people/fate';

const MINUTE_MS = 60_000;

/** A request that lies with an agency, and all that it has said of it. */
interface Matter {
  readonly request: HandoffRequest;
  readonly fate: AgencyFate;
  readonly words: AgencyReport[];
  asked: number;
  decided: boolean;
  withdrawn: boolean;
}

/** The other side: an agency's own system. It books what arrives under its key, decides as it is fated to, and says so. */
export class Agency {
  /** How often it did what a key asks for. */
  readonly effects = new Map<string, number>();
  /** The exact bytes that it has under each key. */
  readonly bodies = new Map<string, Uint8Array>();
  private readonly matters = new Map<string, Matter>();
  private readonly outages: readonly (readonly [from: number, to: number])[];

  constructor(
    readonly code: AgencyCode,
    /** It knows a key again and does nothing twice. Those that do not rely on the sender alone. */
    readonly knowsKeys: boolean,
    private readonly world: World,
    private readonly faults: Faults,
    private readonly cases: Cases,
    /** It has something to say by itself. */
    private readonly onWord: (report: AgencyReport) => void,
    private readonly onTwice: (key: string) => void,
    /** When it is down, from and to, in milliseconds since the epoch. Absent: as the seed says. */
    planned?: readonly (readonly [from: number, to: number])[],
  ) {
    this.outages =
      planned ??
      [0, 1].flatMap((number): [number, number][] => {
        const name = `outage ${number} of ${code}`;
        if (!faults.strikes('outage', name)) return [];
        const from = world.now + world.chance.between(0, 6 * 60 * MINUTE_MS, `${name}/from`);
        const long = world.chance.happens(0.15, `${name}/long`);
        return [
          [from, from + (long ? world.chance.between(0, 7 * 60 * MINUTE_MS, name) : world.chance.between(MINUTE_MS, 90 * MINUTE_MS, name))],
        ];
      });
  }

  get isDown(): boolean {
    const { now } = this.world;
    return this.outages.some(([from, to]) => from <= now && now < to);
  }

  has(key: string): boolean {
    return this.effects.has(key);
  }

  /** Takes a request in. Returns what it says about it in the same breath, if anything. */
  take(request: HandoffRequest, body: Uint8Array): AgencyReport | undefined {
    const { handoff, about } = request;
    const known = this.effects.get(handoff) ?? 0;
    if (known > 0 && this.knowsKeys) return undefined;
    this.effects.set(handoff, known + 1);
    this.bodies.set(handoff, body);
    this.world.tell?.(`${this.code} takes ${handoff} in${known > 0 ? ' ONCE MORE' : ''}`);
    if (known > 0) {
      this.onTwice(handoff);
      return undefined;
    }
    if (about) return void this.takeNotice(about.handoff, about.kind);
    const fate = this.cases.agency(numberOf(request.dossier), request.procedure);
    const matter: Matter = { request, fate, words: [], asked: 0, decided: false, withdrawn: false };
    this.matters.set(handoff, matter);
    if (fate.atOnce && fate.supplements === 0) return this.decide(matter);
    if (fate.says !== 'nothing') this.later(matter, fate.worksMs * 0.1, () => this.say(matter, 'received'));
    if (fate.says === 'received and in process') this.later(matter, fate.worksMs * 0.2, () => this.say(matter, 'in-process'));
    this.goOn(matter);
    return undefined;
  }

  /** All that it has said of a request. */
  words(handoff: string): readonly AgencyReport[] {
    return this.matters.get(handoff)?.words ?? [];
  }

  /** Its final word, once it is said. */
  finalWord(handoff: string): 'completed' | 'refused' | undefined {
    const matter = this.matters.get(handoff);
    return matter?.decided ? matter.fate.decides : undefined;
  }

  private takeNotice(handoff: string, kind: 'supplement' | 'correction' | 'withdrawal'): void {
    const matter = this.matters.get(handoff);
    if (!matter || matter.decided) return;
    if (kind === 'withdrawal') matter.withdrawn = true;
    if (kind === 'supplement') this.goOn(matter);
  }

  private goOn(matter: Matter): void {
    const { fate } = matter;
    this.later(matter, fate.worksMs, () => {
      if (matter.asked >= fate.supplements) this.announce(this.decide(matter));
      else {
        matter.asked++;
        this.say(matter, 'supplement-needed');
      }
    });
  }

  private decide(matter: Matter): AgencyReport {
    const { request, fate } = matter;
    const { now, later } = this.cases.results(numberOf(request.dossier), request.procedure);
    const sooner = later && fate.laterMs === undefined;
    matter.decided = true;
    if (later && fate.laterMs !== undefined && fate.decides === 'completed') {
      this.world.after(fate.laterMs, () => this.announce(this.word(matter, 'completed', { ...now, ...later })));
    }
    if (fate.decides === 'refused') return this.word(matter, 'refused');
    return this.word(matter, 'completed', { ...now, ...(sooner && later) });
  }

  private later(matter: Matter, millis: number, what: () => void): void {
    this.world.after(this.cases.takes(this.world.now, millis), () => {
      if (!matter.decided && !matter.withdrawn) what();
    });
  }

  private say(matter: Matter, status: AgencyReport['status']): void {
    this.announce(this.word(matter, status));
  }

  private word(matter: Matter, status: AgencyReport['status'], result?: AgencyReport['result']): AgencyReport {
    const { handoff } = matter.request;
    const message = `${handoff}/${matter.words.length + 1}`;
    const report: AgencyReport = { handoff, message, status, reportedAt: this.world.instant, ...(result && { result }) };
    matter.words.push(report);
    return report;
  }

  private announce(report: AgencyReport): void {
    this.world.tell?.(`${this.code} says of ${report.handoff}: ${report.status}`);
    this.onWord(report);
  }
}
