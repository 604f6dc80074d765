/** Something that happens at a moment of the simulated world. */
export interface Step {
  /** Milliseconds since the epoch; fractions order what happens in the same millisecond. */
  readonly at: number;
  /** Of two at the same moment the one that was put in first goes first. */
  readonly order: number;
  readonly run: () => void;
  calledOff: boolean;
}

const before = (one: Step, other: Step): boolean => one.at < other.at || (one.at === other.at && one.order < other.order);

/** Steps by their moments, the earliest on top. */
export class StepHeap {
  private readonly steps: Step[] = [];

  /** The earliest that was not called off. */
  get first(): Step | undefined {
    while (this.steps[0]?.calledOff) this.take();
    return this.steps[0];
  }

  put(step: Step): void {
    const { steps } = this;
    let at = steps.push(step) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = steps[above];
      if (!parent || !before(step, parent)) break;
      steps[at] = parent;
      at = above;
    }
    steps[at] = step;
  }

  take(): Step | undefined {
    const { steps } = this;
    const [top] = steps;
    const last = steps.pop();
    if (top === undefined || last === undefined || steps.length === 0) return top;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const [one, other] = [steps[left], steps[left + 1]];
      if (!one) break;
      const [child, next] = other && before(other, one) ? [left + 1, other] : [left, one];
      if (!before(next, last)) break;
      steps[at] = next;
      at = child;
    }
    steps[at] = last;
    return top;
  }
}
