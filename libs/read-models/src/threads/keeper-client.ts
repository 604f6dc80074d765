import { Worker } from 'node:worker_threads';
import type { Instant } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import type { FromKeeper, ThreadData, ToKeeper } from './messages';
import { threadFile } from './thread-file';

/** Nobody keeps the read models at the moment: they stay as they are. */
export class ReadModelsStopped extends Error {
  readonly code = 'read-models-stopped';
}

/** What the thread has to say. */
export interface KeeperListener {
  /** Rows of so many events were committed, up to a position. */
  reached(position: Position, events: number): void;
  /** All that is stored has been applied. */
  live(): void;
  /** It failed or died; told once. */
  failed(reason: string): void;
}

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/** What the thread makes of an event is small and soon gone: room for more of it would be memory that the engine lacks elsewhere. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** Long enough to gather the commits of a log, too short to be noticed by who looks at a list. */
const PAUSE_MS = 50;
/** The longest pause, under full load. Who waits for a position ends it. */
const LONG_PAUSE_MS = 500;
/** A batch that took so long is followed by so many times of rest: the larger the next one, the fewer rows are written twice. */
const REST = 4;

/** The thread that keeps the tables, seen from here. It does not keep the process alive. */
export class KeeperClient {
  private readonly waiting = new Map<number, Waiting>();
  private requests = 0;
  private ended: string | undefined;
  private closing = false;
  private pause: NodeJS.Timeout | undefined;
  private toldAt = 0;
  private restMs = PAUSE_MS;
  /** Commits came during the pause. */
  private untold = false;

  private constructor(
    private readonly thread: Worker,
    private readonly listener: KeeperListener,
    /** Where the tables were when it began. */
    readonly position: Position | undefined,
  ) {
    thread.on('message', (message: FromKeeper) => this.receive(message));
    thread.on('error', (error) => this.end(error.message));
    thread.on('exit', () => this.end('its thread has ended'));
    thread.unref();
  }

  /** Starts the thread; resolves when the tables can be read. @throws ReadModelsStopped */
  static start(data: ThreadData, listener: KeeperListener): Promise<KeeperClient> {
    return new Promise((resolve, reject) => {
      const thread = new Worker(threadFile('keeper-thread.js'), { workerData: data, execArgv: [], resourceLimits });
      const refuse = (reason: string): void => reject(new ReadModelsStopped(`${data.file}: ${reason}`));
      thread.once('error', (error) => refuse(error.message));
      thread.once('exit', () => refuse('its thread ended at once'));
      thread.once('message', (message: FromKeeper) => {
        if (message.kind === 'failed') refuse(message.reason);
        if (message.kind === 'ready') resolve(new KeeperClient(thread, listener, message.position));
      });
    });
  }

  /**
   * Something new stands in the log. The thread is told at once, and then not again for a moment: under load, what comes meanwhile
   * becomes one batch, in which a row that changes several times is written once.
   */
  committed(): void {
    if (this.pause) {
      this.untold = true;
      return;
    }
    this.untold = false;
    this.toldAt = performance.now();
    this.send({ kind: 'committed' });
    this.pause = setTimeout(() => {
      this.pause = undefined;
      if (this.untold) this.committed();
    }, this.restMs).unref();
  }

  /** Somebody waits for what was committed: a pause is over. */
  hurry(): void {
    if (!this.untold) return;
    clearTimeout(this.pause);
    this.pause = undefined;
    this.committed();
  }

  /** @throws ReadModelsStopped */
  postpone(handoffs: readonly HandoffId[], until: Instant, trouble?: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.ended !== undefined) return reject(new ReadModelsStopped(this.ended));
      const request = ++this.requests;
      this.waiting.set(request, { resolve, reject });
      this.send({ kind: 'postpone', request, handoffs, until, ...(trouble !== undefined && { trouble }) });
    });
  }

  /** Lets the thread finish its batch and close the file. */
  async close(): Promise<void> {
    if (this.ended !== undefined) return;
    this.closing = true;
    clearTimeout(this.pause);
    this.thread.ref();
    const ended = new Promise((resolve) => this.thread.once('exit', resolve));
    this.send({ kind: 'close' });
    await ended;
  }

  private send(message: ToKeeper): void {
    this.thread.postMessage(message);
  }

  private receive(message: FromKeeper): void {
    switch (message.kind) {
      case 'ready':
        return;
      case 'reached':
        return this.listener.reached(message.position, message.events);
      case 'live':
        this.restMs = Math.min(LONG_PAUSE_MS, Math.max(PAUSE_MS, REST * (performance.now() - this.toldAt)));
        return this.listener.live();
      case 'postponed': {
        const waiting = this.waiting.get(message.request);
        this.waiting.delete(message.request);
        if (message.failure === undefined) return waiting?.resolve();
        return waiting?.reject(new ReadModelsStopped(message.failure));
      }
      case 'failed':
        return this.end(message.reason);
    }
  }

  private end(why: string): void {
    if (this.ended !== undefined) return;
    this.ended = why;
    for (const { reject } of this.waiting.values()) reject(new ReadModelsStopped(why));
    this.waiting.clear();
    if (!this.closing) this.listener.failed(why);
  }
}
