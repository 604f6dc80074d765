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
  private startedAt = 0;
  private quickDeaths = 0;
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

  /** Kills the engine as a power cut would. It is started again by itself; resolves when it is ready. */
  async killEngine(): Promise<void> {
    const engine = this.engine;
    if (!engine) return;
    engine.kill('SIGKILL');
    await once(engine, 'exit');
    await this.restarting;
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
      if (!child || child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }

  private async startSimulators(): Promise<void> {
    const { simulatorsPort, signingKeysDir, quiet } = this.options;
    const environment = { LIENTHONG_SIMULATORS_PORT: String(simulatorsPort), LIENTHONG_KEYS_DIR: signingKeysDir };
    this.simulators = spawn('agency-simulators', environment, quiet);
    const { port } = await ready(this.simulators, runTexts.simulators);
    this.simulatorsUrl = `http://127.0.0.1:${port}`;
    this.simulators.once('exit', (code, signal) => {
      if (!this.stopping) this.tellEnd(runTexts.simulatorsEnded(signal ?? `exit code ${code}`));
    });
  }

  private async startEngine(port: number): Promise<void> {
    const { dataDir, signingKeysDir, quiet } = this.options;
    const environment = {
      LIENTHONG_PORT: String(port),
      LIENTHONG_DATA_DIR: dataDir,
      LIENTHONG_SIGNING_KEYS_DIR: signingKeysDir,
      LIENTHONG_AGENCIES_URL: this.simulatorsUrl,
    };
    const engine = spawn('engine', environment, quiet);
    this.engine = engine;
    const { url = '' } = await ready(engine, runTexts.engine);
    this.engineUrl = url;
    this.startedAt = Date.now();
    engine.once('exit', (code, signal) => this.engineExited(code, signal));
  }

  private engineExited(code: number | null, signal: string | null): void {
    if (this.stopping) return;
    if (signal === null) return this.tellEnd(runTexts.engineEnded(code));
    this.quickDeaths = Date.now() - this.startedAt < SETTLED_MS ? this.quickDeaths + 1 : 0;
    if (this.quickDeaths >= QUICK_DEATHS) return this.tellEnd(runTexts.engineGivenUp(signal));
    this.options.onRestart?.(signal);
    this.restarting = this.startEngine(Number(new URL(this.engineUrl).port));
    this.restarting.catch(() => this.tellEnd(runTexts.engineNotStartedAgain));
  }
}

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
    child.once('exit', () => reject(new Failure('not-started', failures.notStarted(name), EXIT.notDone)));
  });
}
