import type { Chance } from './chance';

/** How often each mistake of the surroundings happens where it can, in a world that has it. */
export const FAULTS = {
  /** The log did not take it, and says so; did not, and nobody knows; did, and nobody knows; or believes that somebody was faster. */
  'append-refused': 0.01,
  'append-lost': 0.01,
  'append-unanswered': 0.02,
  'append-conflicts': 0.02,
  'read-fails': 0.003,
  'key-fails': 0.01,
  'call-lost': 0.03,
  'answer-lost': 0.05,
  /** The request arrives after its sender has given up; or twice. Only towards agencies that know a key again. */
  'call-lingers': 0.03,
  'call-doubled': 0.04,
  'answer-unreadable': 0.03,
  'agency-closed': 0.04,
  'agency-rejects': 0.01,
  'report-lost': 0.15,
  'report-doubled': 0.1,
  'report-late': 0.1,
  'report-spoilt': 0.06,
  'report-unanswered': 0.05,
  'job-lost': 0.05,
  'job-doubled': 0.05,
  'job-late': 0.05,
  /** Of so many hours. */
  'portal-outage': 0.08,
  'portal-down': 0.05,
  'portal-answer-lost': 0.05,
  'person-unanswered': 0.05,
  outage: 0.4,
  crash: 0.8,
  'clock-jump': 0.5,
  'old-definitions': 0.2,
  /** Of a dossier that is over: its person is erased. */
  'key-erased': 0.3,
  /** Other calendars come into force on the next day. */
  'new-calendars': 0.4,
} as const;

export type FaultKind = keyof typeof FAULTS;

export interface Struck {
  readonly kind: FaultKind;
  /** Tells it from all others of the same seed. */
  readonly name: string;
}

/** The mistakes of one world. Each seed has only some kinds of them, and some of these more often: rare company finds rare mistakes. */
export class Faults {
  readonly struck: Struck[] = [];
  /** The names of those that struck. */
  private readonly known = new Set<string>();
  private readonly counts = new Map<string, number>();
  private readonly rates = new Map<FaultKind, number>();
  private calm = false;

  constructor(
    private readonly chance: Chance,
    /** Only these happen, by name. Absent: all that the seed has. */
    private readonly only?: ReadonlySet<string>,
  ) {
    for (const [kind, rate] of Object.entries(FAULTS) as [FaultKind, number][]) {
      this.rates.set(kind, rate * chance.pick([0, 0, 1, 1, 3], `swarm/${kind}`));
    }
  }

  /** From now on all is well. */
  calmDown(): void {
    this.calm = true;
  }

  /** How often this was asked under a name: the number makes the next name. */
  numbered(name: string): string {
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return `${name}#${count}`;
  }

  strikes(kind: FaultKind, numbered: string): boolean {
    if (this.calm) return false;
    const rate = this.rates.get(kind) ?? 0;
    if (rate === 0) return false;
    const name = `${kind}: ${numbered}`;
    if (!this.chance.happens(rate, name) || (this.only && !this.only.has(name))) return false;
    if (!this.known.has(name)) this.struck.push({ kind, name });
    this.known.add(name);
    return true;
  }

  /** The first of several that happens. */
  firstOf<K extends FaultKind>(kinds: readonly K[], numbered: string): K | undefined {
    return kinds.find((kind) => this.strikes(kind, numbered));
  }
}
