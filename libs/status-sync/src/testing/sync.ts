import { decode, streamOf } from '@lienthong/dossier';
import type { DossierId } from '@lienthong/dossier/domain';
import { decodeJson, Journal, type StreamName } from '@lienthong/event-store';
import { channelStatuses } from '../linked-channel/channel-messages';
import type { Mark, MarkKeeper } from '../outbox/mark';
import { StatusOutbox } from '../outbox/status-outbox';
import type { StatusReceiver, SyncTarget } from '../outbox/status-receiver';
import type { SyncPolicy } from '../outbox/sync-policy';
import { SyncStream } from '../outbox/sync-stream';
import { portalStatuses } from '../portal/portal-messages';
import type { Fact, StatusMessage } from '../status-message';
import { Life, MortalReceiver, MortalStore } from './life';
import type { Writers } from './writers';

export const POLICY: SyncPolicy = { maxTries: 3, backoff: { firstMs: 1_000, factor: 2, maxMs: 60_000 }, concurrency: 4 };

/** A mark that is kept in memory, or was lost. */
export class RememberedMark implements MarkKeeper {
  mark: Mark | undefined;

  read(): Promise<Mark | undefined> {
    return Promise.resolve(this.mark);
  }

  write(mark: Mark): Promise<void> {
    this.mark = mark;
    return Promise.resolve();
  }
}

/** The sync of one receiver with the log of the writers, as engines come and go. */
export class Sync {
  readonly mark = new RememberedMark();
  readonly failures: [string, unknown][] = [];
  readonly stopped: [DossierId, string][] = [];
  private readonly source;

  constructor(
    private readonly writers: Writers,
    private readonly receiver: StatusReceiver,
    private readonly policy: SyncPolicy = POLICY,
    readonly target: SyncTarget = receiver.target,
  ) {
    this.source = target === 'portal' ? portalStatuses : channelStatuses;
  }

  /** An engine that begins to work. */
  start(life = new Life()): StatusOutbox {
    const { writers, receiver, source, policy, mark } = this;
    const outbox = new StatusOutbox({
      journal: new Journal(new MortalStore(writers.store, life)),
      vault: writers.vault,
      receiver: new MortalReceiver(receiver, life),
      source,
      policy,
      time: writers.time,
      mark,
      onStopped: (dossier, code) => void this.stopped.push([dossier, code]),
      onFailure: (what, error) => void this.failures.push([what, error]),
    });
    outbox.start();
    return outbox;
  }

  /** What follows from the log. */
  async messages(dossier: DossierId): Promise<readonly StatusMessage[]> {
    const facts: Fact[] = [];
    for await (const stored of this.writers.store.readStream(streamOf(dossier))) {
      const { event, at, metadata } = decode(stored, undefined);
      facts.push({ event, at, actor: metadata.actor, command: metadata.commandId });
    }
    return this.source.messages(dossier, facts);
  }

  async statuses(dossier: DossierId): Promise<number[]> {
    return (await this.messages(dossier)).map(({ status }) => status);
  }

  /** Whether all that follows from the log was confirmed. */
  async isDone(dossiers: readonly DossierId[]): Promise<boolean> {
    for (const dossier of dossiers) {
      const { state } = await SyncStream.open(this.writers.journal, this.writers.time, this.target, dossier);
      if (state.confirmed < (await this.messages(dossier)).length) return false;
    }
    return true;
  }

  /** Waits until that is so; each look lets a minute pass. */
  async done(...dossiers: readonly DossierId[]): Promise<void> {
    await until(async () => {
      this.writers.pass(60_000);
      return this.isDone(dossiers);
    });
  }

  /** What stands in the log about the sync of a dossier. */
  async recorded(dossier: DossierId): Promise<string[]> {
    const said: string[] = [];
    for await (const { type, data } of this.writers.store.readStream(`sync-${this.target}-${dossier}` as StreamName)) {
      said.push(`${type} ${(decodeJson(data) as { number: number }).number}`);
    }
    return said;
  }
}

/** Looks again and again until something holds; the test runner ends it if it never does. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
