import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { KeyVault } from '@lienthong/access';
import { instant, plusMillis, type Instant } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import { DOSSIERS, fileOfDossier } from './places';
import type { Turns } from './turns';

/** The hashes that the forms of a dossier cite, in all versions; none if there is no such dossier; nothing if nobody can tell. */
export type CitedHashes = (dossier: DossierId) => Promise<readonly string[] | undefined>;

/** A file may be younger than the event that cites it, but not by so much. */
const GRACE_MS = 86_400_000;

/**
 * Files of dossiers that no event cites: the engine was killed, or the append failed, after they were taken over. They go when they are
 * more than a day old and the log, asked at that moment, does not know them. In doubt a file stays.
 */
export class Orphans {
  /** All that was taken over up to then has been judged: what an event cites, it cites for ever. */
  private judgedTo: Instant | undefined;

  constructor(
    private readonly root: string,
    private readonly vault: KeyVault,
    private readonly turns: Turns,
    private readonly citedBy: CitedHashes,
  ) {}

  /** @returns how many files went */
  async sweep(now: Instant): Promise<number> {
    const until = plusMillis(now, -GRACE_MS);
    let gone = 0;
    for (const shelf of await readdir(join(this.root, DOSSIERS)).catch(() => [])) {
      for (const dossier of await readdir(join(this.root, DOSSIERS, shelf))) {
        gone += await this.turns.take(dossier, () => this.sweepDossier(join(this.root, DOSSIERS, shelf, dossier), until));
      }
    }
    this.judgedTo = until;
    return gone;
  }

  private async sweepDossier(folder: string, until: Instant): Promise<number> {
    const dossier = basename(folder) as DossierId;
    const old = await this.oldFiles(folder, until);
    const key = old.length > 0 ? await this.vault.find(dossier) : undefined;
    const cited = key && (await this.citedBy(dossier));
    if (!cited) return 0;
    const names = new Set(cited.map((sha256) => fileOfDossier(this.root, dossier, key, sha256)));
    const orphans = old.filter((file) => !names.has(file));
    for (const file of orphans) await rm(file, { force: true });
    return orphans.length;
  }

  private async oldFiles(folder: string, until: Instant): Promise<readonly string[]> {
    const old: string[] = [];
    for (const name of await readdir(folder)) {
      const file = join(folder, name);
      const takenAt = instant((await stat(file)).mtime.toISOString());
      if (takenAt <= until && (this.judgedTo === undefined || takenAt > this.judgedTo)) old.push(file);
    }
    return old;
  }
}
