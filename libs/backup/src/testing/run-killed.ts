import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import type { Step } from '../progress';

/** Begins a backup or a restore in a process of its own that is killed in the middle of a step. */
export async function runKilled(work: 'backup' | 'restore', dataDir: string, folder: string, step: Step): Promise<void> {
  const program = join(projectRoot(), 'dist/libs/backup/src/testing/killed.js');
  const [, signal] = (await once(spawn(process.execPath, [program, work, dataDir, folder, step], { stdio: 'inherit' }), 'exit')) as [
    number | null,
    string | null,
  ];
  if (signal !== 'SIGKILL') throw new Error(`the ${work} ended before it could be killed`);
}
