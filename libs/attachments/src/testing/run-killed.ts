import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '@lienthong/installation';

/** Has a process of its own fill a dossier with files, and kills it once so many are kept. @returns the hashes that it began and kept */
export async function runKilled(folder: string, dossier: string, files: number): Promise<{ begun: string[]; kept: string[] }> {
  const program = join(projectRoot(), 'dist/libs/attachments/src/testing/killed-desk.js');
  const child = spawn(process.execPath, [program, folder, dossier], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const said: { begun: string[]; kept: string[] } = { begun: [], kept: [] };
  const lines = createInterface({ input: child.stdout });
  const read = once(lines, 'close');
  lines.on('line', (line) => {
    const [word, sha256 = ''] = line.split(' ');
    // The last line may be cut off by the kill.
    if (sha256.length === 64) said[word === 'kept' ? 'kept' : 'begun'].push(sha256);
    if (said.kept.length >= files) child.kill('SIGKILL');
  });
  const [[, signal]] = (await Promise.all([ended, read])) as [[number | null, string | null], unknown];
  if (signal !== 'SIGKILL') throw new Error('it ended before it was killed');
  return said;
}
