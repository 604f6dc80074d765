import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { LogInUse, LogLock } from '@lienthong/event-store';
import { sync } from './durable';
import { ATTACHMENTS, DEVELOPMENT_KEY, KEYS, LOG, SIGNING_KEYS, withCompanions } from './layout';
import { MANIFEST } from './manifest';
import { BackupRefused } from './refusal';

const LOCK = `${LOG}.lock`;
const OURS = [...withCompanions(LOG), ...withCompanions(KEYS), SIGNING_KEYS, ATTACHMENTS, DEVELOPMENT_KEY, MANIFEST];

/** A backup while it is written: `<folder>.partial`. The lock of its log, which ends with the process, tells whether somebody writes it. */
export class Draft {
  private constructor(
    private readonly folder: string,
    private readonly partial: string,
    private readonly lock: LogLock,
  ) {}

  /** Begins one, in the place of what an interrupted one left. @throws BackupRefused another process writes it, or it is no backup */
  static async begin(folder: string): Promise<Draft> {
    const partial = `${folder}.partial`;
    await mkdir(partial, { recursive: true, mode: 0o700 });
    const draft = new Draft(folder, partial, lockOf(partial, folder));
    await draft.clear();
    const foreign = (await readdir(partial)).filter((name) => name !== LOCK);
    if (foreign.length === 0) return draft;
    draft.lock.release();
    throw new BackupRefused({ code: 'backup-there', folder: partial });
  }

  file(path: string): string {
    return join(this.partial, path);
  }

  /** The paths of all files in it, in order. */
  async files(): Promise<string[]> {
    const found = await readdir(this.partial, { recursive: true, withFileTypes: true });
    const paths = found
      .filter((each) => each.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(this.partial.length + 1));
    return paths
      .filter((path) => path !== LOCK)
      .map((path) => path.split(sep).join('/'))
      .sort();
  }

  /** Gives it its name. */
  async finish(): Promise<void> {
    await sync(this.partial);
    await rename(this.partial, this.folder);
    this.lock.release();
    await rm(join(this.folder, LOCK));
    await sync(dirname(this.folder));
  }

  async discard(): Promise<void> {
    await this.clear();
    this.lock.release();
    await rm(this.partial, { recursive: true });
  }

  private async clear(): Promise<void> {
    for (const name of OURS) await rm(this.file(name), { recursive: true, force: true });
  }
}

function lockOf(partial: string, folder: string): LogLock {
  try {
    return new LogLock(join(partial, LOG));
  } catch (error) {
    throw error instanceof LogInUse ? new BackupRefused({ code: 'backup-running', folder }) : error;
  }
}
