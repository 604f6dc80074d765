import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** What the figures were measured on. */
export function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${first?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${memory} GiB, Node ${process.versions.node}`;
}

/** How often a second this disk keeps 4 KiB more: what one append at a time could reach at the most. Takes two seconds. */
export function syncRate(folder: string): number {
  const path = join(folder, 'sync-rate');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(4096, 1);
  const begin = performance.now();
  let syncs = 0;
  while (performance.now() - begin < 2_000) {
    writeSync(file, page, 0, page.length, syncs * page.length);
    fdatasyncSync(file);
    syncs++;
  }
  const rate = (syncs * 1000) / (performance.now() - begin);
  closeSync(file);
  rmSync(path);
  return rate;
}
