import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import type { Bilingual } from '@lienthong/bundle';
import { EXIT, Failure } from './failure';
import { failures } from './texts/failures';
import { runTexts } from './texts/run';

export interface ProgramsOptions {
  readonly dataDir: string;
  readonly signingKeysDir: string;
  /** 0: any free port. */
  readonly enginePort: number;
  readonly simulatorsPort: number;
  /** What the engine says besides; default: this program's own output. */
  readonly quiet?: boolean;
  /** Settings for both programs, beside those that follow from here. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The engine was killed from outside, and is being started again. */
  readonly onRestart?: (signal: string) => void;
}

// An engine that dies so often right after its start will not be helped by another start.
const SETTLED_MS = 2_000;
const QUICK_DEATHS = 20;

type Ready = { readonly ready: true; readonly url?: string; readonly port?: number };

const program = (name: string): string => join(projectRoot(), 'dist/apps', name, 'src/main.js');

/** The engine and the agency simulators as programs of their own. A killed engine is started again, as a service manager would. */
export class Programs {
  engineUrl = '';
  simulatorsUrl = '';
  private engine: ChildProcess | undefined;
  private simulators: ChildProcess | undefined;
  /** Resolves, with the reason, when the engine or the simulators have ended and are not started again. */
  readonly ended: Promise<Bilingual>;
  private tellEnd: (reason: Bilingual) => void = () => undefined;
  private stopping = false;
  /** Since when the engine is ready; not there while it starts. */
  private readySince: number | undefined;
  private quickDeaths = 0;
  /** The death that comes was asked for, so it says nothing about the engine. */
  private asked = false;
  private restarting: Promise<void> = Promise.resolve();

  private constructor(private readonly options: ProgramsOptions) {
    this.ended = new Promise((resolve) => {
      this.tellEnd = resolve;
    });
  }

  /** Starts both. Throws `Failure` when one of them cannot start; it has said why itself. */
  static async start(options: ProgramsOptions): Promise<Programs> {
    const programs = new Programs(options);
    try {
      await programs.startSimulators();
      await programs.startEngine(options.enginePort);
      return programs;
    } catch (error) {
      await programs.stop();
      throw error;
    }
  }

  /** Kills the engine as a power cut would, also while it starts. Resolves when it is dead; it is started again by itself. */
  async killEngine(): Promise<void> {
    const engine = this.engine;
    if (!engine || hasEnded(engine)) return;
    this.asked = true;
    engine.kill('SIGKILL');
    await once(engine, 'exit');
  }

  /** Resolves when an engine that was killed is ready again. */
  engineReady(): Promise<void> {
    return this.restarting;
  }

  /** As an operator would with a signal: it finishes what it does and ends. */
  askEngineToStop(): void {
    this.engine?.kill('SIGTERM');
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.restarting.catch(() => undefined);
    // The engine first: it may be talking to the simulators.
    for (const child of [this.engine, this.simulators]) {
      if (!child || hasEnded(child)) continue;
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }

  private async startSimulators(): Promise<void> {
    const { simulatorsPort, signingKeysDir, quiet, environment: more } = this.options;
    const environment = { ...more, LIENTHONG_SIMULATORS_PORT: String(simulatorsPort), LIENTHONG_KEYS_DIR: signingKeysDir };
    this.simulators = spawn('agency-simulators', environment, quiet);
    const { port } = await ready(this.simulators, runTexts.simulators);
    this.simulatorsUrl = `http://127.0.0.1:${port}`;
    this.simulators.once('exit', (code, signal) => {
      if (!this.stopping) this.tellEnd(runTexts.simulatorsEnded(signal ?? `exit code ${code}`));
    });
  }

  private async startEngine(port: number): Promise<void> {
    const { dataDir, signingKeysDir, quiet, environment: more } = this.options;
    const environment = {
      ...more,
      LIENTHONG_PORT: String(port),
      LIENTHONG_DATA_DIR: dataDir,
      LIENTHONG_SIGNING_KEYS_DIR: signingKeysDir,
      LIENTHONG_AGENCIES_URL: this.simulatorsUrl,
    };
    const engine = spawn('engine', environment, quiet);
    this.engine = engine;
    this.readySince = undefined;
    const { url = '' } = await ready(engine, runTexts.engine);
    this.engineUrl = url;
    this.readySince = Date.now();
    engine.once('exit', (code, signal) => this.engineExited(code, signal));
  }

  private engineExited(code: number | null, signal: string | null): void {
    if (this.stopping) return;
    if (signal === null) return this.tellEnd(runTexts.engineEnded(code));
    this.restarting = this.startAgain(signal);
    this.restarting.catch(() => this.tellEnd(runTexts.engineNotStartedAgain));
  }

  /** As often as it is killed while it starts, too. */
  private async startAgain(signal: string): Promise<void> {
    const settled = this.readySince !== undefined && Date.now() - this.readySince >= SETTLED_MS;
    if (!this.asked) this.quickDeaths = settled ? 0 : this.quickDeaths + 1;
    this.asked = false;
    if (this.quickDeaths >= QUICK_DEATHS) return this.tellEnd(runTexts.engineGivenUp(signal));
    this.options.onRestart?.(signal);
    try {
      await this.startEngine(Number(new URL(this.engineUrl).port));
    } catch (error) {
      if (this.stopping || !(error instanceof NotStarted) || error.signal === null) throw error;
      await this.startAgain(error.signal);
    }
  }
}

/** The program ended before it was ready; it has said why itself, unless it was killed. */
class NotStarted extends Failure {
  constructor(
    name: Bilingual,
    readonly signal: string | null,
  ) {
    super('not-started', failures.notStarted(name), EXIT.notDone);
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

function spawn(name: string, environment: Record<string, string>, quiet = false): ChildProcess {
  // Over IPC a program tells that it is ready, and learns that its parent is gone.
  return fork(program(name), {
    env: { ...process.env, ...environment },
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit', 'ipc'],
  });
}

function ready(child: ChildProcess, name: Bilingual): Promise<Ready> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Ready));
    child.once('exit', (_, signal) => reject(new NotStarted(name, signal)));
  });
}
