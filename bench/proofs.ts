import { readMasterKey, SqliteKeyVault } from '@lienthong/access';
import { replayDossier, verifyLog } from '@lienthong/audit';
import { loadWorkflows } from '@lienthong/bundle';
import { decode, dossierOf, DOSSIER_STREAMS, streamOf, type RecordedEvent } from '@lienthong/dossier';
import { SqliteEventStore, type EventStore, type StreamName } from '@lienthong/event-store';
import type { Installation } from '@lienthong/installation';
import { figure, type Figures } from './report';
import { residentMB, stopwatch } from './stopwatch';

const REPLAYED = 2_000;

/** What an inspector does: recompute every hash of the log, and decide the latest dossiers anew. */
export async function proofs(installation: Installation): Promise<Figures> {
  const store = await SqliteEventStore.open(installation.logFile, { readOnly: true });
  try {
    const verifying = stopwatch();
    const { events, faults, unreadable } = await verifyLog(store);
    if (faults.length > 0 || unreadable) throw new Error(`the log does not hold: ${JSON.stringify(faults[0] ?? unreadable)}`);
    const verified = verifying();
    const replaying = stopwatch();
    const replayed = await replay(store, installation);
    const { seconds } = replaying();
    return [
      figure('chains verified', events / verified.seconds, 'events/s'),
      figure('dossiers replayed', replayed.dossiers / seconds, 'dossiers/s'),
      figure('events replayed', replayed.events / seconds, 'events/s'),
      figure('resident', residentMB(), 'MB'),
    ];
  } finally {
    await store.close();
  }
}

async function replay(
  store: EventStore,
  { workflowsDir, keysFile, masterKeyFile }: Installation,
): Promise<{ dossiers: number; events: number }> {
  const workflows = loadWorkflows(workflowsDir);
  const vault = SqliteKeyVault.open(keysFile, readMasterKey(masterKeyFile), { readOnly: true });
  let events = 0;
  let dossiers = 0;
  for (const stream of await latest(store)) {
    const id = dossierOf(stream);
    const history: RecordedEvent[] = [];
    for await (const stored of store.readStream(streamOf(id))) history.push(decode(stored, vault.find(id)));
    const { verdict } = replayDossier(id, history, (ref) => workflows.get(ref));
    if (verdict !== 'equal') throw new Error(`${id}: ${verdict}`);
    events += history.length;
    dossiers++;
  }
  vault.close();
  return { dossiers, events };
}

async function latest(store: EventStore): Promise<readonly StreamName[]> {
  const filter = { streamPrefixes: DOSSIER_STREAMS, types: ['DossierSubmitted'] };
  const streams: StreamName[] = [];
  for await (const { stream } of store.readAll({ direction: 'backwards', limit: REPLAYED, filter })) streams.push(stream);
  return streams;
}
