import { compareLogs, copyLog, LogCopyRefused, type LogComparison } from '@lienthong/backup';
import { OutcomeUnknown } from '@lienthong/event-store';
import { LogUnavailable } from '@lienthong/event-store/kurrentdb';
import { Command, Option } from 'commander';
import { EXIT, Failure } from '../failure';
import { installationIn } from '../installed';
import { openLog, type NamedLog } from '../log-address';
import { progressBar } from '../progress-bar';
import { print, settingsOf, type Settings } from '../settings';
import { logTexts } from '../texts/log';

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly verify: boolean;
}

export function logCommand(): Command {
  const log = new Command('log').description('the log as a whole');
  log
    .command('copy')
    .description(
      'copy a log into another store, to the byte and in its order, while its engine runs or not, and compare both; run again, it goes on where it ended',
    )
    .option(
      '--from <address>',
      'sqlite:<log.db or data directory>, or a connection string of KurrentDB (default: the log of this installation)',
    )
    .addOption(new Option('--to <address>', 'the same, empty or an earlier copy, and used by nobody').env('LIENTHONG_LOG_URL'))
    .option('--no-verify', 'do not read both again to compare them')
    .action(async ({ from, to, verify }: Options, command: Command) => {
      const settings = settingsOf(command);
      if (to === undefined) throw new Failure('usage', logTexts.addressMissing, EXIT.notDone);
      await withLogs(from ?? `sqlite:${installationIn(undefined).logFile}`, to, async (source, target) => {
        const copied = await copy(source, target, settings);
        const comparison = verify ? await compare(source, target, settings) : undefined;
        print(settings, { from: source.name, to: target.name, ...copied, ...(comparison && { comparison }) }, () =>
          [logTexts.copied(copied, source.name, target.name), ...(comparison ? comparisonTexts(comparison) : [])]
            .map((each) => each[settings.language])
            .join('\n'),
        );
        if (comparison && (comparison.difference || comparison.faults.length > 0)) process.exitCode = EXIT.notWell;
      });
    });
  return log;
}

async function withLogs(from: string, to: string, work: (source: NamedLog, target: NamedLog) => Promise<void>): Promise<void> {
  const source = await openLog(from, 'read');
  try {
    const target = await openLog(to, 'write');
    try {
      if (source.name === target.name) throw new Failure('usage', logTexts.same, EXIT.notDone);
      await work(source, target);
    } catch (error) {
      throw inWords(error, [source, target]);
    } finally {
      await target.store.close();
    }
  } finally {
    await source.store.close();
  }
}

async function copy(source: NamedLog, target: NamedLog, settings: Settings) {
  const bar = progressBar(settings, logTexts.copying, 'count');
  let total: number | undefined;
  try {
    return await copyLog(source.store, target.store, (events, position) => {
      // What lies behind the first append is all that is left; counted once.
      total ??= events + (source.count(position) ?? 0);
      bar.update(events, Math.max(events, total));
    });
  } finally {
    bar.end();
  }
}

async function compare(source: NamedLog, target: NamedLog, settings: Settings): Promise<LogComparison> {
  const bar = progressBar(settings, logTexts.comparing, 'count');
  const total = source.count() ?? 0;
  try {
    return await compareLogs(source.store, target.store, (events) => bar.update(events, Math.max(events, total)));
  } finally {
    bar.end();
  }
}

const comparisonTexts = (comparison: LogComparison) => [
  logTexts.compared(comparison),
  ...(comparison.difference ? [logTexts.difference(comparison.difference)] : []),
];

function inWords(error: unknown, logs: readonly NamedLog[]): unknown {
  if (error instanceof LogCopyRefused) return new Failure(error.code, logTexts.refused[error.code](error), EXIT.notDone);
  if (!(error instanceof OutcomeUnknown) && !(error instanceof LogUnavailable)) return error;
  const silent = logs.find((log) => log.trouble() !== undefined);
  if (!silent) return error;
  return new Failure(error.code, logTexts.unreachable(silent.name, silent.trouble() ?? ''), EXIT.notDone);
}
