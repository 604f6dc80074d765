import { plusMillis, type Timekeeper } from '@lienthong/calendar';
import type { Position } from '@lienthong/event-store';

/** The tables did not reach the position in time. They will; ask again. */
export class ReadModelsBehind extends Error {
  readonly code = 'read-models-behind';
  constructor(wanted: Position, reached: Position | undefined) {
    super(`the read models are true at ${reached ?? 'the beginning'} and did not reach ${wanted} in time`);
  }
}

export interface Patiently {
  /** How long to wait at most; default 5 seconds. */
  readonly timeoutMs?: number;
  /** Whoever asked has gone. */
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 5_000;

/** Where the tables are, and who waits until they are further. */
export class PositionWatch {
  private readonly waiting = new Set<() => void>();
  private at: Position | undefined;

  constructor(private readonly time: Timekeeper) {}

  get position(): Position | undefined {
    return this.at;
  }

  moveTo(position: Position | undefined): void {
    this.at = position;
    for (const look of [...this.waiting]) look();
  }

  /** The tables are true at a position. */
  isAt(position: Position): boolean {
    return this.at !== undefined && this.at >= position;
  }

  /** Resolves once the tables are true at a position. @throws ReadModelsBehind after a bounded wait, or when nobody waits any more */
  async reached(position: Position, { timeoutMs = TIMEOUT_MS, signal }: Patiently = {}): Promise<void> {
    if (this.isAt(position)) return;
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.waiting.delete(look);
        callOff();
        signal?.removeEventListener('abort', giveUp);
      };
      const look = (): void => {
        if (!this.isAt(position)) return;
        leave();
        resolve();
      };
      const giveUp = (): void => {
        leave();
        reject(new ReadModelsBehind(position, this.at));
      };
      const callOff = this.time.wakeAt(plusMillis(this.time.now(), timeoutMs), giveUp);
      this.waiting.add(look);
      signal?.addEventListener('abort', giveUp);
      if (signal?.aborted) giveUp();
    });
  }
}
