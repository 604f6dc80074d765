import { existsSync } from 'node:fs';
import { readMasterKey, SqliteKeyVault } from '@lienthong/access';
import { replayDossier, verifyLog, type ReplayVerdict } from '@lienthong/audit';
import { loadWorkflows } from '@lienthong/bundle';
import { decode, dossierOf, DOSSIER_STREAMS, streamOf, type RecordedEvent } from '@lienthong/dossier';
import type { DossierId } from '@lienthong/dossier/domain';
import { SqliteEventStore, type EventStore } from '@lienthong/event-store';
import { installationFrom, type Installation } from '@lienthong/installation';
import { Command } from 'commander';
import { EXIT, Failure } from '../failure';
import { print, settingsOf, type Settings } from '../settings';

export function auditCommand(): Command {
  const audit = new Command('audit').description('prove what happened; reads the data directly, whether an engine runs or not');
  audit
    .command('verify')
    .description('recompute the hash chain of every stream')
    .option('--data <dir>', 'the data directory (default: LIENTHONG_DATA_DIR, or data)')
    .action(async (options: { data?: string }, command: Command) => {
      const settings = settingsOf(command);
      await withLog(options.data, async (store, { logFile }) => {
        const verdict = await verifyLog(store, undefined, progress(settings));
        const { events, streams, faults, unreadable } = verdict;
        const lines = faults.map(
          (fault) =>
            `${fault.stream} revision ${fault.revision}: ${fault.kind === 'gap' ? 'events are missing before it' : 'what stands before it, or itself, was changed'}`,
        );
        if (unreadable)
          lines.push(`behind ${unreadable.afterEvents} events the log is damaged: ${unreadable.reason}; nothing behind it was checked`);
        const total = lines.length === 0 ? 'every chain holds' : `${lines.length} fault(s)`;
        print(settings, { file: logFile, ...verdict }, () => [...lines, `${events} events in ${streams} streams: ${total}`].join('\n'));
        if (lines.length > 0) process.exitCode = EXIT.notWell;
      });
    });
  audit
    .command('replay [id]')
    .description('decide every decision of the saga again, from the facts, and compare')
    .option('--all', 'all dossiers')
    .option('--data <dir>', 'the data directory (default: LIENTHONG_DATA_DIR, or data)')
    .action(async (id: string | undefined, options: { all?: true; data?: string }, command: Command) => {
      const settings = settingsOf(command);
      if ((id === undefined) === (options.all === undefined)) throw new Failure('usage', 'name one dossier, or say --all', EXIT.notDone);
      await withLog(options.data, async (store, installation) => {
        const verdicts = await replay(store, installation, id as DossierId | undefined);
        print(settings, id === undefined ? verdicts : verdicts[0], () => verdicts.map(verdictText).concat(summary(verdicts)).join('\n'));
        if (verdicts.some(({ verdict }) => verdict === 'differs' || verdict === 'unreadable')) process.exitCode = EXIT.notWell;
      });
    });
  return audit;
}

async function withLog(data: string | undefined, work: (store: EventStore, installation: Installation) => Promise<void>): Promise<void> {
  const installation = installationFrom(data === undefined ? process.env : { ...process.env, LIENTHONG_DATA_DIR: data });
  const { logFile } = installation;
  if (!existsSync(logFile)) {
    throw new Failure('no-log', `there is no log ${logFile}: name the data directory with --data, or start the engine once`, EXIT.notDone);
  }
  const store = await SqliteEventStore.open(logFile, { readOnly: true });
  try {
    await work(store, installation);
  } finally {
    await store.close();
  }
}

async function replay(store: EventStore, installation: Installation, only: DossierId | undefined): Promise<Replayed[]> {
  const workflows = loadWorkflows(installation.workflowsDir);
  const vault = existsSync(installation.keysFile)
    ? SqliteKeyVault.open(installation.keysFile, readMasterKey(installation.masterKeyFile), { readOnly: true })
    : undefined;
  const verdicts: Replayed[] = [];
  for (const id of only === undefined ? await allDossiers(store) : [only]) {
    try {
      const history: RecordedEvent[] = [];
      for await (const stored of store.readStream(streamOf(id))) history.push(decode(stored, vault?.find(id)));
      if (history.length === 0) throw new Failure('dossier-not-found', `there is no dossier ${id} in ${installation.logFile}`);
      verdicts.push(replayDossier(id, history, (ref) => workflows.get(ref)));
    } catch (error) {
      if (only !== undefined) throw error;
      verdicts.push({ dossier: id, verdict: 'unreadable', reason: error instanceof Error ? error.message : String(error) });
    }
  }
  vault?.close();
  return verdicts;
}

/** Of many dossiers, one that cannot be replayed keeps the others from nothing. */
type Replayed = ReplayVerdict | { readonly dossier: DossierId; readonly verdict: 'unreadable'; readonly reason: string };

async function allDossiers(store: EventStore): Promise<DossierId[]> {
  const ids: DossierId[] = [];
  const filter = { streamPrefixes: DOSSIER_STREAMS, types: ['DossierSubmitted'] };
  for await (const { stream } of store.readAll({ filter })) ids.push(dossierOf(stream));
  return ids;
}

function verdictText(replayed: Replayed): string {
  if (replayed.verdict === 'unreadable') return `${replayed.dossier}: unreadable (${replayed.reason})`;
  const { dossier, verdict, events, decisions, differences, definitionChanged } = replayed;
  const lines = [`${dossier}: ${verdict} (${decisions} decisions among ${events} events)`];
  if (definitionChanged) lines.push('  the definition in workflows/ is not the text that was pinned at reception');
  for (const { revision, recorded, decided } of differences) {
    lines.push(`  at revision ${revision}`, `    recorded: ${JSON.stringify(recorded)}`, `    decided:  ${JSON.stringify(decided)}`);
  }
  return lines.join('\n');
}

function summary(verdicts: readonly Replayed[]): string[] {
  if (verdicts.length === 1) return [];
  const counted = (['equal', 'differs', 'erased', 'unreadable'] as const)
    .map((each) => [verdicts.filter(({ verdict }) => verdict === each).length, each] as const)
    .filter(([count, each]) => count > 0 || each === 'equal');
  return [`${verdicts.length} dossiers: ${counted.map(([count, each]) => `${count} ${each}`).join(', ')}`];
}

/** A line that counts up, on a terminal only. */
function progress({ json }: Settings): (events: number) => void {
  if (json || !process.stderr.isTTY) return () => undefined;
  return (events) => process.stderr.write(`\r${events} events checked\r`);
}
