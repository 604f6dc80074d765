import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { changeCommand } from './change/change-command';
import { hunt, MISTAKES, mutationOf } from './mutations';
import { outageCommand } from './outage/outage-command';
import { shrink } from './shrinking/shrink';
import { readable, story, testFile } from './shrinking/story';
import { numbers, simulate, type Outcome } from './simulate';

interface Options {
  readonly seeds: number;
  readonly dossiers: number;
  readonly from: number;
  readonly seed?: number;
  readonly trace?: boolean;
  readonly mistake?: string;
  readonly keep?: string;
  readonly mistakes?: boolean;
}

const whole = (text: string): number => Number.parseInt(text, 10);

const program = new Command('simulate')
  .description('Lives simulated histories of the whole system, and looks what is true of them')
  .addOption(new Option('--seeds <n>', 'so many seeds').argParser(whole).default(100))
  .addOption(new Option('--dossiers <n>', 'dossiers in each').argParser(whole).default(20))
  .addOption(new Option('--from <n>', 'the first seed').argParser(whole).default(1))
  .addOption(new Option('--seed <n>', 'only this seed').argParser(whole))
  .option('--trace', 'tells all that happens')
  .addOption(new Option('--mistake <name>', 'with a deliberate mistake').choices(Object.keys(MISTAKES)))
  .option('--keep <file>', 'writes the shortest failing history as a test')
  .option('--mistakes', 'hunts every deliberate mistake, among so many seeds');

// What stands behind a command is the command's.
program
  .enablePositionalOptions()
  .action(async () => {
    const options = program.opts<Options>();
    process.exitCode = (await (options.mistakes ? huntAll(options) : liveAll(options))) ? 0 : 1;
  })
  .addCommand(outageCommand())
  .addCommand(changeCommand());

async function liveAll({ seeds, dossiers, from, seed, trace, mistake, keep }: Options): Promise<boolean> {
  const began = process.hrtime.bigint();
  const mutation = mistake === undefined ? {} : { mutation: mutationOf(mistake) };
  const tell = trace ? { tell: (at: string, what: string): void => console.log(`${at}  ${readable(what)}`) } : {};
  const [first, last] = [seed ?? from, seed ?? from + seeds - 1];
  const lived: Outcome[] = [];
  let failed: Outcome | undefined;
  for (let each = first; each <= last && !failed; each++) {
    const outcome = await simulate({ seed: each, dossiers: numbers(dossiers), ...tell, ...mutation });
    lived.push(outcome);
    if (outcome.broken.length > 0) failed = outcome;
  }
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const sum = (of: (outcome: Outcome) => number): number => lived.reduce((total, outcome) => total + of(outcome), 0);
  const all = lived.length * dossiers;
  console.log(
    `${lived.length} seeds, ${all} dossiers, ${sum(({ events }) => events)} events, ${sum(({ steps }) => steps)} steps, ` +
      `${sum(({ struck }) => struck.length)} faults in ${seconds.toFixed(1)} s: ${Math.round(all / seconds)} dossiers/s`,
  );
  if (!failed) return true;
  for (const { invariant, detail } of failed.broken) console.log(`seed ${failed.seed}: ${invariant}: ${readable(detail)}`);
  if (trace) return false;
  const shrunk = await shrink({ seed: failed.seed, dossiers: numbers(dossiers) }, mutation.mutation);
  if (!shrunk) return false;
  console.log(`\nThe shortest history found, of ${shrunk.tries} that were tried:\n\n${await story(shrunk, mutation.mutation)}`);
  if (keep !== undefined) {
    mkdirSync(dirname(keep), { recursive: true });
    writeFileSync(keep, testFile(shrunk));
  }
  return false;
}

async function huntAll({ seeds, from }: Options): Promise<boolean> {
  let all = true;
  for (const [name, { what }] of Object.entries(MISTAKES)) {
    const found = await hunt(name, seeds, from);
    all &&= found !== undefined;
    console.log(`| \`${name}\` | ${what} | ${found ? `${found.seed} | ${found.invariant}` : 'not found |'} |`);
  }
  return all;
}

program.parseAsync().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});
