import 'reflect-metadata';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { LocalDate } from '@lienthong/calendar';
import type { Statistics, StatisticsReport } from '@lienthong/read-models';
import type { GroupedBy } from '@lienthong/statistics';
import { Command, Option } from 'commander';
import { EXIT } from '../../cli/src/failure';
import { counted, environmentLanguage, type Language } from '../../cli/src/language';
import { progressBar } from '../../cli/src/progress-bar';
import { reportText } from '../../cli/src/statistics-text';
import { followed } from './followed';
import { playYear } from './play-year';
import { texts, type Check } from './texts';
import { DISTRICT_2023 } from './the-year';

interface Options {
  readonly seed: string;
  readonly data?: string;
  readonly lang: Language;
  readonly json?: boolean;
}

const GROUPS: readonly GroupedBy[] = ['month', 'office', 'channel', 'bundle'];
const PLAN = DISTRICT_2023;

async function main({ seed, data, lang: language, json = false }: Options): Promise<number> {
  const dataDir = resolve(data ?? mkdtempSync(join(tmpdir(), 'lienthong-year-')));
  if (existsSync(join(dataDir, 'log.db'))) {
    console.error(texts.notEmpty(dataDir)[language]);
    return EXIT.notDone;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const bar = progressBar({ json, language }, texts.playing, 'count');
  const start = performance.now();
  // The engine's threads do not keep a program alive.
  const alive = setInterval(() => undefined, 60_000);
  try {
    const onProgress = (received: number): void => bar.update(received, PLAN.dossiers);
    const { engine, close } = await playYear({ plan: PLAN, seed, dataDir, onProgress, signal: stop.signal });
    try {
      await followed(engine.readModels);
      bar.end();
      const seconds = ((performance.now() - start) / 1_000).toFixed(1);
      const reports = await Promise.all(GROUPS.map(async (by) => [by, await reportBy(engine.readModels.statistics, by)] as const));
      const checks = checksOf(new Map(reports));
      const events = engine.ownLog?.extent().events ?? 0;
      if (json) console.log(JSON.stringify({ checks, seconds: Number(seconds), events, reports: Object.fromEntries(reports) }));
      else {
        console.log(texts.title(PLAN.year)[language]);
        for (const [by, report] of reports) console.log(`\n${reportText(report, by, language)}`);
        console.log(['', ...checks.map((check) => texts.check(check, language))].join('\n'));
        console.log(texts.took(seconds, counted(events, language))[language]);
        if (data !== undefined) console.log(texts.kept(dataDir)[language]);
      }
      return checks.every(({ found, known }) => found === known) ? EXIT.well : EXIT.notWell;
    } finally {
      await close();
    }
  } catch (error) {
    bar.end();
    if (!stop.signal.aborted) throw error;
    console.error(texts.stopped[language]);
    return EXIT.notDone;
  } finally {
    clearInterval(alive);
    if (data === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}

const reportBy = (statistics: Statistics, by: GroupedBy): Promise<StatisticsReport> =>
  statistics.report({ by, from: `${PLAN.year}-01-01` as LocalDate, to: `${PLAN.year}-12-31` as LocalDate });

function checksOf(reports: ReadonlyMap<GroupedBy, StatisticsReport>): readonly Check[] {
  const linked = reports.get('bundle')?.lines.filter(({ key }) => key === 'birth' || key === 'death') ?? [];
  const total = reports.get('month')?.total;
  return [
    { what: 'received', found: total?.received ?? 0, known: PLAN.dossiers },
    { what: 'online', found: total?.online ?? 0, known: PLAN.online },
    { what: 'linked', found: linked.reduce((sum, { dossiers }) => sum + dossiers, 0), known: PLAN.linked },
  ];
}

const program = new Command('demo-year')
  .description(
    `plays a district's ${PLAN.year} in simulated time, on a real engine with agencies in the same process, and prints its statistics`,
  )
  .option('--seed <text>', 'the same seed gives the same year', '1')
  .option('--data <dir>', 'keep the data in this directory (default: a temporary one, removed at the end)')
  .addOption(new Option('--lang <language>', 'the language of the report').choices(['vi', 'en']).default(environmentLanguage()))
  .option('--json', 'print JSON')
  .addHelpText('after', '\nExit codes: 0 as in the facts, 1 the totals differ, 2 not played to its end')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.well : EXIT.notDone))
  .parse();

main(program.opts<Options>())
  .then((exit) => (process.exitCode = exit))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = EXIT.notDone;
  });
