import type { AttachmentDesk } from '@lienthong/attachments';
import type { Timers } from '@lienthong/dossier';
import type { StatusOutbox } from '@lienthong/status-sync';

/** Something that can be begun once, and ended. */
type Work = Pick<Timers, 'start' | 'stop'>;

/**
 * What one engine of all does at a time: dossiers are told that their time has come, files are swept, portal and channel are told statuses.
 * It can be begun again after it was ended.
 */
export class Duties {
  private work: readonly Work[] = [];
  private telling: readonly StatusOutbox[];

  constructor(
    private readonly timers: () => Timers,
    private readonly attachments: AttachmentDesk,
    private readonly outboxes: () => readonly StatusOutbox[],
  ) {
    this.telling = outboxes();
  }

  /** Those that tell statuses, as far as they are configured; at work only where the duties are {@link here}. */
  get statusSyncs(): readonly StatusOutbox[] {
    return this.telling;
  }

  /** Whether this engine does them at the moment. */
  get here(): boolean {
    return this.work.length > 0;
  }

  start(): void {
    this.telling = this.outboxes();
    this.work = [this.timers(), this.attachments, ...this.telling];
    for (const each of this.work) each.start();
  }

  /** Finishes what is under way. */
  async stop(): Promise<void> {
    const { work } = this;
    this.work = [];
    await Promise.all(work.map((each) => each.stop()));
  }
}
