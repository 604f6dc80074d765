import { Worker } from 'node:worker_threads';
import { compiledFile } from './compiled-file';
import { pack, type AppendOutcome, type AppendRequest, type FromWriter, type ToWriter, type WriterData } from './writer-messages';

type Settle = (outcome: AppendOutcome) => void;

/** What the thread makes is small and soon gone: room for more of it would be memory that the engine lacks elsewhere. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/**
 * The writer's thread, seen from here: sends the appends of one turn together and gives each its outcome.
 * It keeps the process alive while an append is under way, and no longer.
 */
export class WriterClient {
  readonly #settlers: Settle[] = [];
  #outbox: AppendRequest[] = [];
  #dead: string | undefined;

  private constructor(
    private readonly thread: Worker,
    private readonly onOutcomes: (appends: number, commits: number) => void,
  ) {
    thread.on('message', (message: FromWriter) => this.#receive(message));
    thread.on('error', (error) => this.#die(error.message));
    thread.on('exit', () => this.#die('it has ended'));
    thread.unref();
  }

  /**
   * Starts the thread; resolves when it can write.
   * @param onOutcomes told before the appends of a group are: how many they were, and the transactions committed so far
   */
  static start(path: string, onOutcomes: (appends: number, commits: number) => void): Promise<WriterClient> {
    return new Promise((resolve, reject) => {
      const workerData: WriterData = { path };
      const thread = new Worker(compiledFile('writer-thread.js'), { workerData, execArgv: [], resourceLimits });
      let refusal = 'its thread ended at once';
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error(`${path} cannot be written: ${refusal}`)));
      thread.once('message', (message: FromWriter) => {
        if (message.kind === 'refused') refusal = message.reason;
        else resolve(new WriterClient(thread, onOutcomes));
      });
    });
  }

  /** Why nothing can be written any more, once the thread has ended. */
  get dead(): string | undefined {
    return this.#dead;
  }

  /** Hands an append in behind those before it and calls back when its outcome is known. */
  append(request: AppendRequest, settle: Settle): void {
    if (this.#dead !== undefined) return settle({ kind: 'failed', reason: this.#dead });
    if (this.#settlers.push(settle) === 1) this.thread.ref();
    this.#outbox.push(request);
    // Once in a turn of the event loop: what others hand in during this turn travels along.
    if (this.#outbox.length === 1) setImmediate(() => this.#flush());
  }

  /** Resolves when all that was handed in is settled and the thread has let go of the file. */
  async close(): Promise<void> {
    if (this.#dead !== undefined) return;
    this.#flush();
    this.thread.ref();
    const ended = new Promise((resolve) => this.thread.once('exit', resolve));
    this.#send({ kind: 'close' });
    await ended;
  }

  #flush(): void {
    if (this.#outbox.length === 0) return;
    const requests = this.#outbox;
    this.#outbox = [];
    const parcel = pack(requests);
    this.#send(parcel, [parcel.frames]);
  }

  #send(message: ToWriter, give: ArrayBuffer[] = []): void {
    this.thread.postMessage(message, give);
  }

  #receive(message: FromWriter): void {
    if (message.kind !== 'outcomes') return;
    this.onOutcomes(message.outcomes.length, message.commits);
    const settled = this.#settlers.splice(0, message.outcomes.length);
    if (this.#settlers.length === 0) this.thread.unref();
    for (const [at, outcome] of message.outcomes.entries()) settled[at]?.(outcome);
  }

  #die(why: string): void {
    this.#dead ??= `the writer stopped: ${why}`;
    for (const settle of this.#settlers.splice(0)) settle({ kind: 'unknown', reason: this.#dead });
  }
}
