import { existsSync } from 'node:fs';
import { readMasterKey, SqliteKeyVault } from '@lienthong/access';
import type { Workflows } from '@lienthong/bundle';
import { decode, dossierOf, DOSSIER_STREAMS, streamOf, type RecordedEvent } from '@lienthong/dossier';
import { decodeBare } from '@lienthong/dossier/reading';
import type { DossierId } from '@lienthong/dossier/domain';
import { SqliteEventStore, type EventStore } from '@lienthong/event-store';
import type { Installation } from '@lienthong/installation';
import type { Filed } from './filed';
import { recorded } from './recorded';
import { reasons } from './reasons';
import { Refusal } from './refusal';
import { WorkingTime } from './working-time';
import { treated } from './year';

export interface FromLog {
  readonly filed: readonly Filed[];
  /** Dossiers of the bundle in the log. */
  readonly all: number;
  readonly notEnded: number;
  readonly erased: number;
}

interface Wanted {
  readonly code: string;
  /** At most; of more, evenly over the time. */
  readonly dossiers: number;
  readonly seed: number;
}

/** What was filed in an installation, in the order of time, whether an engine runs there or not. @throws Refusal */
export async function filedInLog(installation: Installation, workflows: Workflows, wanted: Wanted): Promise<FromLog> {
  const { logFile, keysFile } = installation;
  if (!existsSync(logFile)) throw new Refusal('no-log', reasons.noLog(logFile));
  const vault = existsSync(keysFile) ? openKeys(installation) : undefined;
  const log = await SqliteEventStore.open(logFile, { readOnly: true });
  try {
    const ids = await idsIn(log, wanted.code);
    const every = Math.max(1, ids.length / wanted.dossiers);
    const chosen = ids.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every));
    const worked = new WorkingTime(workflows.calendars);
    const filed: Filed[] = [];
    const left = { 'not-ended': 0, erased: 0 };
    for (const [number, id] of chosen.entries()) {
      const events: RecordedEvent[] = [];
      for await (const stored of log.readStream(streamOf(id))) events.push(decode(stored, vault?.find(id)));
      const found = recorded(id, events, worked, treated(String(wanted.seed), number));
      if (typeof found === 'string') left[found]++;
      else filed.push(found);
    }
    if (filed.length === 0) throw new Refusal('nothing-to-play', reasons.nothingToPlay(wanted.code, installation.dataDir));
    filed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    return { filed, all: ids.length, notEnded: left['not-ended'], erased: left.erased };
  } finally {
    await log.close();
    vault?.close();
  }
}

function openKeys({ keysFile, masterKeyFile }: Installation): SqliteKeyVault {
  try {
    return SqliteKeyVault.open(keysFile, readMasterKey(masterKeyFile), { readOnly: true });
  } catch (error) {
    throw new Refusal('keys-closed', reasons.noKeys(error instanceof Error ? error.message : String(error)));
  }
}

async function idsIn(log: EventStore, code: string): Promise<readonly DossierId[]> {
  const ids: DossierId[] = [];
  for await (const stored of log.readAll({ filter: { streamPrefixes: DOSSIER_STREAMS, types: ['DossierSubmitted'] } })) {
    const { event } = decodeBare(stored);
    if (event.type === 'DossierSubmitted' && event.data.bundle === code) ids.push(dossierOf(stored.stream));
  }
  return ids;
}
