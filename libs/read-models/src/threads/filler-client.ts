import { Worker } from 'node:worker_threads';
import type { Position } from '@lienthong/event-store';
import type { FromFiller, ThreadData, ToFiller } from './messages';
import { threadFile } from './thread-file';

/** Most of what a fold leaves behind dies young, if there is room for its youth. */
const YOUNG_MB = 96;

/** A rebuild that came to nothing; what was read before is still read. */
export class RebuildFailed extends Error {
  readonly code = 'rebuild-failed';
}

/** The thread that makes tables anew in a file of their own, seen from here. */
export class FillerClient {
  private readonly steps = new Map<FromFiller['kind'], () => void>();
  private readonly failed: Promise<never>;

  constructor(
    data: ThreadData,
    private readonly onProgress: (position: Position) => void,
  ) {
    this.thread = new Worker(threadFile('filler-thread.js'), {
      workerData: data,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.failed = new Promise((_, reject) => {
      const fail = (reason: string): void => reject(new RebuildFailed(`${data.file}: ${reason}`));
      this.thread.on('error', (error) => fail(error.message));
      this.thread.on('exit', () => fail('its thread has ended'));
      this.thread.on('message', (message: FromFiller) => {
        if (message.kind === 'failed') fail(message.reason);
        else if (message.kind === 'progress') this.onProgress(message.position);
        else this.steps.get(message.kind)?.();
      });
    });
    // Its end is looked at where something is expected of it.
    this.failed.catch(() => undefined);
  }

  private readonly thread: Worker;

  /** Resolves when all that is stored has been applied. @throws RebuildFailed */
  caughtUp(): Promise<void> {
    return this.step('caught-up');
  }

  /** Has it apply what has come since, and complete the file. @throws RebuildFailed */
  complete(): Promise<void> {
    const completed = this.step('completed');
    this.thread.postMessage({ kind: 'complete' } satisfies ToFiller);
    return completed;
  }

  /** Ends it wherever it stands. */
  async stop(): Promise<void> {
    await this.thread.terminate();
  }

  private step(kind: FromFiller['kind']): Promise<void> {
    return Promise.race([new Promise<void>((resolve) => this.steps.set(kind, resolve)), this.failed]);
  }
}
