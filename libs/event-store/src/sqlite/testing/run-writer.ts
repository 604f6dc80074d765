import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { compiledFile } from '../compiled-file';

/** The killed writer of this folder as a process of its own. */
export interface RunningWriter {
  /** Ids of the batches acknowledged so far. */
  readonly acknowledged: readonly string[];
  /** Resolves when so many batches are acknowledged, or the process has ended. */
  reaches(count: number): Promise<void>;
  /** Sends SIGKILL and waits for the end; all that was printed before is in `acknowledged` then. */
  kill(): Promise<void>;
}

export function runWriter(path: string): RunningWriter {
  const child: ChildProcess = spawn(process.execPath, [compiledFile('testing/killed-writer.js'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const acknowledged: string[] = [];
  let waiting: { readonly count: number; resolve(): void } | undefined;
  if (!child.stdout) throw new Error('the writer has no output');
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    if (line.length === 36) acknowledged.push(line); // the last line may be cut off by the kill
    if (waiting && acknowledged.length >= waiting.count) waiting.resolve();
  });
  const read = once(lines, 'close');
  return {
    acknowledged,
    async reaches(count) {
      if (acknowledged.length >= count) return;
      await Promise.race([new Promise<void>((resolve) => (waiting = { count, resolve })), ended]);
    },
    async kill() {
      child.kill('SIGKILL');
      const [[, signal]] = await Promise.all([ended, read]);
      if (signal !== 'SIGKILL') throw new Error('the writer ended before it was killed');
    },
  };
}
