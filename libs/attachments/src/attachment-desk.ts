import { closeSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Actor, KeyVault } from '@lienthong/access';
import { localDate, plusMillis, startOfDay, type Timekeeper } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import { DossierFiles } from './dossier-files';
import type { AttachmentLimits } from './limits';
import { DOSSIERS, INCOMING, LEAVING, PENDING } from './places';
import { Orphans, type CitedHashes } from './orphans';
import { AttachmentRefused } from './refusal';
import { Turns } from './turns';
import { Uploads } from './uploads';

export interface AttachmentPolicy {
  /** Whether every file that a form cites has to be here. Where it need not, another system keeps the files. */
  readonly required: boolean;
  readonly limits: AttachmentLimits;
}

export interface DeskOptions {
  /** What the log says; by default that nobody can tell, so that no file of a dossier ever goes. */
  readonly citedBy?: CitedHashes;
  /** No other engine uses the folder: what was half written before is gone at once, and not a day later. */
  readonly alone?: boolean;
}

/** Where an engine takes files in, and gives them to dossiers. Several engines may share a folder, on one machine or over a network. */
export class AttachmentDesk {
  readonly files: DossierFiles;
  readonly uploads: Uploads;
  private callOff: (() => void) | undefined;
  private sweeping = Promise.resolve();
  private readonly turns = new Turns();
  private readonly orphans: Orphans;

  /** @param root the folder of attachments; made if it is not there */
  constructor(
    root: string,
    vault: KeyVault,
    private readonly time: Timekeeper,
    private readonly policy: AttachmentPolicy,
    private readonly onTrouble: (error: unknown) => void,
    { citedBy = () => Promise.resolve(undefined), alone = true }: DeskOptions = {},
  ) {
    prepare(root, alone);
    this.files = new DossierFiles(root, vault);
    this.uploads = new Uploads(root, vault, time, policy.limits);
    this.orphans = new Orphans(root, vault, this.turns, citedBy);
  }

  /** Which of the files are neither with the dossier nor among what the actor uploaded; none, where they need not be here. */
  async missing(hashes: readonly string[], actor: Actor, dossier?: DossierId): Promise<readonly string[]> {
    if (!this.policy.required) return [];
    const missing: string[] = [];
    for (const sha256 of new Set(hashes)) {
      const there = (dossier !== undefined && (await this.files.find(dossier, sha256))) || (await this.uploads.find(actor, sha256));
      if (!there) missing.push(sha256);
    }
    return missing;
  }

  /**
   * Takes what the actor uploaded into a dossier. All of it is on the disk when this resolves: only then may an event cite it.
   *
   * @throws AttachmentRefused `attachments-dossier-full`, `attachment-damaged`, `attachment-not-found`
   */
  take(hashes: readonly string[], actor: Actor, dossier: DossierId): Promise<void> {
    return this.turns.take(dossier, async () => {
      for (const sha256 of new Set(hashes)) await this.takeOne(sha256, actor, dossier);
    });
  }

  private async takeOne(sha256: string, actor: Actor, dossier: DossierId): Promise<void> {
    const upload = await this.uploads.find(actor, sha256);
    const known = (await this.files.find(dossier, sha256)) !== undefined;
    if (!upload && !known && this.policy.required) throw new AttachmentRefused('attachment-not-found');
    if (!upload && !known) return;
    const { dossier: most } = this.policy.limits;
    if (upload && !known && (await this.files.sizeOf(dossier)) + (await this.uploads.sizeOf(actor, sha256)) > most)
      throw new AttachmentRefused('attachments-dossier-full', { most });
    if (upload) await this.files.put(dossier, sha256, upload);
    // Nobody sweeps what an event is about to cite, however long it has lain there uncited. Swept a moment ago, it has to come again.
    if (!(await this.files.touch(dossier, sha256, this.time.now()))) throw new AttachmentRefused('attachment-not-found');
  }

  /** Lets go of uploads that a dossier cites by now: one upload serves one dossier. */
  async release(hashes: readonly string[], actor: Actor): Promise<void> {
    for (const sha256 of new Set(hashes)) await this.uploads.drop(actor, sha256);
  }

  /** Sweeps now, and at the beginning of every day. */
  start(): void {
    this.sweeping = this.sweep().catch(this.onTrouble);
    const tomorrow = startOfDay(localDate(plusMillis(startOfDay(localDate(this.time.now())), DAY_MS)));
    this.callOff = this.time.wakeAt(tomorrow, () => this.start());
  }

  private async sweep(): Promise<void> {
    await this.uploads.sweep();
    await this.orphans.sweep(this.time.now());
  }

  async stop(): Promise<void> {
    this.callOff?.();
    await this.sweeping;
  }
}

const DAY_MS = 86_400_000;

function prepare(root: string, alone: boolean): void {
  if (alone) rmSync(join(root, INCOMING), { recursive: true, force: true });
  for (const name of [INCOMING, PENDING, DOSSIERS, LEAVING]) mkdirSync(join(root, name), { recursive: true, mode: 0o700 });
  for (const folder of [root, dirname(root)]) {
    const descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  }
}
