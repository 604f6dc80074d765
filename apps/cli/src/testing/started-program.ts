import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { projectRoot } from '@lienthong/installation';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `lienthong` as a user would, and waits for its end. */
export function lienthong(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const program = join(projectRoot(), 'apps/cli/bin/lienthong.js');
  return new Promise((resolve) => {
    const options = { cwd: projectRoot(), env: { ...process.env, LANG: 'C', ...environment }, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr });
    });
  });
}

/** A folder of its own for the test, removed when the test is done with it. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'lienthong-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Looks again and again until something is there. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await setImmediate();
  }
}
