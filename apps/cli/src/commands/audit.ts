import type { KeyVault } from '@lienthong/access';
import { replayDossier, verifyLog, type LogVerdict, type ReplayVerdict } from '@lienthong/audit';
import { loadWorkflows } from '@lienthong/bundle';
import { decode, dossierOf, DOSSIER_STREAMS, streamOf, type RecordedEvent } from '@lienthong/dossier';
import type { DossierId } from '@lienthong/dossier/domain';
import type { EventStore } from '@lienthong/event-store';
import { Command } from 'commander';
import { EXIT, Failure, reasonOf } from '../failure';
import { DATA, installationIn, withKeys, withLog } from '../installed';
import type { Language } from '../language';
import type { NamedLog } from '../log-address';
import { progressBar } from '../progress-bar';
import { print, settingsOf, type Settings } from '../settings';
import { auditTexts } from '../texts/audit';
import { addAttachmentsAudit } from './audit-attachments';

export function auditCommand(): Command {
  const audit = new Command('audit').description('prove what happened; reads the data directly, whether an engine runs or not');
  audit
    .command('verify')
    .description('recompute the hash chain of every stream')
    .option(...DATA)
    .action(async ({ data }: { data?: string }, command: Command) => {
      const settings = settingsOf(command);
      const { name, verdict } = await withLog(data, async (log) => ({ name: log.name, verdict: await verifyWithBar(log, settings) }));
      print(settings, { file: name, ...verdict }, () => verifiedText(verdict, settings.language));
      if (!holds(verdict)) process.exitCode = EXIT.notWell;
    });
  audit
    .command('replay [id]')
    .description('decide every decision of the saga again, from the facts, and compare')
    .option('--all', 'all dossiers')
    .option(...DATA)
    .action(async (id: string | undefined, options: { all?: true; data?: string }, command: Command) => {
      const settings = settingsOf(command);
      if ((id === undefined) === (options.all === undefined)) throw new Failure('usage', auditTexts.oneOrAll, EXIT.notDone);
      const verdicts = await withLog(options.data, (log) =>
        withKeys(options.data, (vault) => replay(log, vault, id as DossierId | undefined, options.data, settings)),
      );
      print(settings, id === undefined ? verdicts : verdicts[0], () =>
        [...verdicts.map((each) => verdictText(each, settings.language)), ...summary(verdicts, settings.language)].join('\n'),
      );
      if (verdicts.some(({ verdict }) => verdict === 'differs' || verdict === 'unreadable')) process.exitCode = EXIT.notWell;
    });
  addAttachmentsAudit(audit);
  return audit;
}

/** Verifies a log and shows how far it is. */
export async function verifyWithBar(log: NamedLog, settings: Settings): Promise<LogVerdict> {
  const bar = progressBar(settings, auditTexts.verifying, 'count');
  const total = log.count();
  const verdict = await verifyLog(log.store, undefined, (events) => bar.update(events, total ?? events));
  bar.end();
  return verdict;
}

export const holds = ({ faults, damaged, unreadable }: LogVerdict): boolean =>
  faults.length === 0 && damaged.length === 0 && unreadable === undefined;

/** Every fault, and the sum. */
export function verifiedText({ events, streams, faults, damaged, unreadable }: LogVerdict, language: Language): string {
  const lines = [...damaged.map(auditTexts.damaged), ...faults.map(auditTexts.fault)].map((each) => each[language]);
  if (unreadable) lines.push(auditTexts.stopped(unreadable.afterEvents, unreadable.after, unreadable.reason)[language]);
  return [...lines, auditTexts.verified(events, streams, lines.length)[language]].join('\n');
}

async function replay(
  { store, name }: NamedLog,
  vault: KeyVault | undefined,
  only: DossierId | undefined,
  data: string | undefined,
  settings: Settings,
): Promise<Replayed[]> {
  const workflows = loadWorkflows(installationIn(data).workflowsDir);
  const bar = progressBar(settings, auditTexts.replaying, 'count');
  const ids = only === undefined ? await allDossiers(store) : [only];
  const verdicts: Replayed[] = [];
  for (const id of ids) {
    bar.update(verdicts.length, ids.length);
    try {
      const history: RecordedEvent[] = [];
      for await (const stored of store.readStream(streamOf(id))) history.push(decode(stored, await vault?.find(id)));
      if (history.length === 0) throw new Failure('dossier-not-found', auditTexts.noDossier(id, name));
      verdicts.push(replayDossier(id, history, (ref) => workflows.get(ref)));
    } catch (error) {
      if (only !== undefined) throw error;
      verdicts.push({ dossier: id, verdict: 'unreadable', reason: reasonOf(error) });
    }
  }
  bar.end();
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

function verdictText(replayed: Replayed, language: Language): string {
  const verdict = auditTexts.verdict[language][replayed.verdict];
  if (replayed.verdict === 'unreadable') return `${replayed.dossier}: ${verdict} (${replayed.reason})`;
  const { dossier, events, decisions, differences, definitionChanged } = replayed;
  const lines = [`${dossier}: ${verdict} (${auditTexts.replayed(decisions, events)[language]})`];
  if (definitionChanged) lines.push(`  ${auditTexts.definitionChanged[language]}`);
  for (const { revision, recorded, decided } of differences) {
    lines.push(
      `  ${auditTexts.difference(revision)[language]}`,
      `    ${auditTexts.recorded[language]} ${JSON.stringify(recorded)}`,
      `    ${auditTexts.decided[language]} ${JSON.stringify(decided)}`,
    );
  }
  return lines.join('\n');
}

function summary(verdicts: readonly Replayed[], language: Language): string[] {
  if (verdicts.length === 1) return [];
  const sums = (['equal', 'differs', 'erased', 'unreadable'] as const)
    .map((each) => [verdicts.filter(({ verdict }) => verdict === each).length, each] as const)
    .filter(([count, each]) => count > 0 || each === 'equal')
    .map(([count, each]) => `${count} ${auditTexts.verdict[language][each]}`);
  return [`${auditTexts.dossiers(verdicts.length)[language]}: ${sums.join(', ')}`];
}
