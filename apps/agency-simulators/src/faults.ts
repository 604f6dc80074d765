import type { FaultSpec } from './fault-kinds';

/** Whom an occasion is about; what is not known yet matches only faults that do not ask for it. */
export interface Subject {
  readonly handoff?: string;
  readonly dossier?: string;
  readonly procedure?: string;
  /** The requester's personal ID, the child's given name. */
  readonly applicants?: readonly string[];
}

/** A call from outside, or the agency's own news. */
export type Occasion = 'push' | 'ask' | 'callback' | 'processing';

export type Fault = FaultSpec & { readonly id: string };
export type FaultOf<K extends FaultSpec['kind']> = Extract<Fault, { readonly kind: K }>;

interface Counted {
  readonly fault: Fault;
  /** Occasions that it was asked about and could have struck at. */
  seen: number;
  struck: number;
}

/** The faults that are switched on at one agency. Which occasion is struck follows from counting, never from chance. */
export class Faults {
  private counted: Counted[] = [];
  private next = 1;

  replace(specs: readonly FaultSpec[]): void {
    this.counted = [];
    this.add(specs);
  }

  add(specs: readonly FaultSpec[]): void {
    for (const spec of specs) this.counted.push({ fault: { ...spec, id: `fault-${this.next++}` }, seen: 0, struck: 0 });
  }

  /** Whether there was one. */
  remove(id: string): boolean {
    const before = this.counted.length;
    this.counted = this.counted.filter(({ fault }) => fault.id !== id);
    return this.counted.length < before;
  }

  list(): readonly (Fault & { readonly seen: number; readonly struck: number })[] {
    return this.counted.map(({ fault, seen, struck }) => ({ ...fault, seen, struck }));
  }

  /** The first fault of this kind that strikes here, and counts it. `fits` narrows by the fault's own settings. */
  strike<K extends FaultSpec['kind']>(
    kind: K,
    subject: Subject,
    fits: (fault: FaultOf<K>) => boolean = () => true,
  ): FaultOf<K> | undefined {
    for (const counted of this.counted) {
      const { fault } = counted;
      if (!isKind(fault, kind) || !fits(fault) || !matches(fault, subject)) continue;
      counted.seen += 1;
      if (!isDue(counted)) continue;
      counted.struck += 1;
      return fault;
    }
    return undefined;
  }
}

const isKind = <K extends FaultSpec['kind']>(fault: Fault, kind: K): fault is FaultOf<K> => fault.kind === kind;

/** `times`: the first n; `every {n, of}`: n out of each `of`; neither: always. */
function isDue({ fault: { times, every }, seen, struck }: Counted): boolean {
  if (times !== undefined && struck >= times) return false;
  return every === undefined || (seen - 1) % every.of < every.n;
}

function matches({ match }: Fault, subject: Subject): boolean {
  if (match === undefined) return true;
  return (
    (match.handoff === undefined || match.handoff === subject.handoff) &&
    (match.dossier === undefined || match.dossier === subject.dossier) &&
    (match.procedure === undefined || match.procedure === subject.procedure) &&
    (match.applicant === undefined || (subject.applicants ?? []).includes(match.applicant.normalize('NFC')))
  );
}
