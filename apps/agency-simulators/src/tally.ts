export interface Violation {
  readonly reason: string;
  readonly detail: string;
  readonly handoff?: string;
}

/** What one agency has counted. */
export class Tally {
  /** Calls that sent something, all of them, also those that were dropped. */
  pushes = 0;
  /** Calls that asked something. */
  questions = 0;
  /** The same key with the same content again. */
  duplicates = 0;
  /** The same key with other content. */
  conflicts = 0;
  readonly callbacks = { told: 0, sent: 0, attempts: 0, failed: 0, lost: 0, underWay: 0 };
  private readonly reasons = new Map<string, number>();
  private readonly last: Violation[] = [];

  violation(violation: Violation): void {
    this.reasons.set(violation.reason, (this.reasons.get(violation.reason) ?? 0) + 1);
    this.last.push(violation);
    if (this.last.length > 50) this.last.shift();
  }

  /** All are counted; the last fifty are described. */
  violations(): { readonly count: number; readonly reasons: Readonly<Record<string, number>>; readonly last: readonly Violation[] } {
    const count = [...this.reasons.values()].reduce((sum, one) => sum + one, 0);
    return { count, reasons: Object.fromEntries(this.reasons), last: this.last };
  }

  reset(): void {
    Object.assign(this, { pushes: 0, questions: 0, duplicates: 0, conflicts: 0 });
    Object.assign(this.callbacks, { told: 0, sent: 0, attempts: 0, failed: 0, lost: 0, underWay: 0 });
    this.reasons.clear();
    this.last.length = 0;
  }
}
