import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';

export interface Started {
  /** What it told when it was ready: where it listens. */
  readonly ready: { readonly url?: string; readonly port?: number };
  readonly pid: number;
  /** Asks it to stop, and waits for its end. */
  stop(): Promise<void>;
  /** Ends it as a loss of power does. */
  kill(): Promise<void>;
  /** Stands still from now on, until it goes on or is killed. */
  halt(): void;
  goOn(): void;
}

/** The engine or the simulators alone, where a test stops one and starts another. */
export async function started(
  name: 'engine' | 'agency-simulators',
  environment: Readonly<Record<string, string>>,
  /** Hears all that it writes, on standard output and standard error; default: its errors are shown. */
  hear?: (text: string) => void,
): Promise<Started> {
  const child = fork(join(projectRoot(), 'dist/apps', name, 'src/main.js'), {
    env: { ...process.env, ...environment },
    stdio: hear ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => hear?.(text));
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [Started['ready'] | number | null];
  if (typeof message !== 'object' || message === null) throw new Error(`the ${name} could not be started; see above`);
  const endBy = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    ready: message,
    pid: child.pid ?? 0,
    stop: () => endBy('SIGTERM'),
    kill: () => endBy('SIGKILL'),
    halt: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
  };
}
