import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { KeyVault } from '@lienthong/access';
import { instant, plusMillis, type Instant } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import { unlessGone } from './durable';
import { asideOf, backFrom, DOSSIERS, fileOfDossier, LEAVING } from './places';
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
    let gone = await this.sweepLeaving(until);
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
    const cited = old.length > 0 ? await this.citedFiles(dossier) : undefined;
    if (!cited) return 0;
    let gone = 0;
    for (const file of old.filter((each) => !cited.has(each))) {
      const aside = asideOf(this.root, file);
      if ((await unlessGone(rename(file, aside))) && (await this.letGo(aside, until))) gone++;
    }
    return gone;
  }

  /** What a sweep that was killed had put aside. */
  private async sweepLeaving(until: Instant): Promise<number> {
    let gone = 0;
    for (const name of await readdir(join(this.root, LEAVING)).catch(() => [])) {
      if (await this.letGo(join(this.root, LEAVING, name), until)) gone++;
    }
    return gone;
  }

  /**
   * Judges a file once more that was put aside. Nobody can take it over there; whoever did just before has dated it anew or cited it, so
   * that it goes back. This holds whatever engine does it, and however long it stood still on the way.
   */
  private async letGo(aside: string, until: Instant): Promise<boolean> {
    const { dossier, file } = backFrom(this.root, aside);
    const takenAt = await takenOverAt(aside);
    const cited = await this.citedFiles(dossier);
    if (takenAt === undefined) return false;
    if (takenAt <= until && cited && !cited.has(file)) return unlessGone(rm(aside));
    await unlessGone(rename(aside, file));
    return false;
  }

  /** The files of a dossier that must stay; nothing where nobody can tell. */
  private async citedFiles(dossier: DossierId): Promise<ReadonlySet<string> | undefined> {
    const key = await this.vault.find(dossier);
    const cited = key && (await this.citedBy(dossier));
    return cited && new Set(cited.map((sha256) => fileOfDossier(this.root, dossier, key, sha256)));
  }

  private async oldFiles(folder: string, until: Instant): Promise<readonly string[]> {
    const old: string[] = [];
    for (const name of await readdir(folder)) {
      const file = join(folder, name);
      const takenAt = await takenOverAt(file);
      if (takenAt !== undefined && takenAt <= until && (this.judgedTo === undefined || takenAt > this.judgedTo)) old.push(file);
    }
    return old;
  }
}

/** Nothing, where the file is gone. */
async function takenOverAt(file: string): Promise<Instant | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found && instant(found.mtime.toISOString());
}
