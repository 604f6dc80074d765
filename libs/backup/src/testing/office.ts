import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentMasterKey, readMasterKey, SqliteKeyVault } from '@lienthong/access';
import { systemClock } from '@lienthong/calendar';
import { encodeJson, Journal, NO_STREAM, ownFact, SqliteEventStore, type StreamName } from '@lienthong/event-store';
import { installationFrom, type Installation } from '@lienthong/installation';

/** An installation in a folder of its own, with a log, keys of dossiers and a key that signs. */
export class Office {
  readonly folder = mkdtempSync(join(tmpdir(), 'lienthong-backup-'));
  readonly installation = this.at('data');
  private running: { readonly store: SqliteEventStore; readonly vault: SqliteKeyVault } | undefined;

  path(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  /** The installation whose data lie in a folder of this one. */
  at(dataDir: string): Installation {
    return installationFrom({ LIENTHONG_DATA_DIR: this.path(dataDir) });
  }

  async open(): Promise<void> {
    const { logFile, keysFile, masterKeyFile, signingKeysDir } = this.installation;
    const vault = SqliteKeyVault.open(keysFile, developmentMasterKey(masterKeyFile).key);
    this.running = { store: await SqliteEventStore.open(logFile), vault };
    mkdirSync(signingKeysDir, { recursive: true });
    writeFileSync(join(signingKeysDir, 'engine.private.pem'), 'a key');
  }

  /** A new dossier: its key first, then one event of about so many bytes. */
  async submit(bytes = 200): Promise<string> {
    if (!this.running) throw new Error('the office is closed');
    const { store, vault } = this.running;
    const id = randomUUID();
    await vault.keyFor(id);
    const metadata = ownFact(id, { at: systemClock.now(), actor: { kind: 'system', id: 'test' }, correlationId: id });
    const data = encodeJson({ noise: randomBytes(bytes / 2).toString('hex') });
    await new Journal(store).append(`dossier-${id}` as StreamName, NO_STREAM, [{ id, type: 'Submitted', data, metadata }]);
    return id;
  }

  async close(): Promise<void> {
    await this.running?.store.close();
    this.running?.vault.close();
    this.running = undefined;
  }

  async remove(): Promise<void> {
    await this.close();
    rmSync(this.folder, { recursive: true });
  }
}

/** The dossiers of a log, in its order. */
export async function dossiersIn(logFile: string): Promise<string[]> {
  const store = await SqliteEventStore.open(logFile, { readOnly: true });
  const ids: string[] = [];
  for await (const { stream } of store.readAll()) ids.push(stream.slice('dossier-'.length));
  await store.close();
  return ids;
}

/** Which of these dossiers have no key. */
export function withoutKey(ids: readonly string[], keysFile: string, masterKeyFile: string): string[] {
  const vault = SqliteKeyVault.open(keysFile, readMasterKey(masterKeyFile), { readOnly: true });
  const missing = ids.filter((id) => !vault.find(id));
  vault.close();
  return missing;
}

/** What stands in a file, if there is one. */
export const text = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
