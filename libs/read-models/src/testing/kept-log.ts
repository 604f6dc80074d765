import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '@lienthong/event-store';
import { Writers } from './readers';

/** A log in a file, with dossiers that write it: what threads and processes read. */
export class KeptLog {
  readonly file: string;
  readonly readModelsFile: string;
  readonly writers: Writers;

  private constructor(
    readonly directory: string,
    readonly store: SqliteEventStore,
  ) {
    this.file = join(directory, 'log.db');
    this.readModelsFile = join(directory, 'read-models.db');
    this.writers = new Writers({ store, directory });
  }

  static async open(): Promise<KeptLog> {
    const directory = mkdtempSync(join(tmpdir(), 'lienthong-kept-'));
    return new KeptLog(directory, await SqliteEventStore.open(join(directory, 'log.db')));
  }

  async close(): Promise<void> {
    this.writers.close();
    await this.store.close();
    rmSync(this.directory, { recursive: true });
  }
}
