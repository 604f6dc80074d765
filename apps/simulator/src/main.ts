import 'reflect-metadata';
import { Command, Option } from 'commander';
import { numbers, simulate } from './simulate';

const whole = (text: string): number => Number.parseInt(text, 10);

const program = new Command('simulate')
  .addOption(new Option('--seeds <n>', 'so many seeds').argParser(whole).default(100))
  .addOption(new Option('--dossiers <n>', 'dossiers in each').argParser(whole).default(20))
  .addOption(new Option('--from <n>', 'the first seed').argParser(whole).default(1))
  .addOption(new Option('--seed <n>', 'only this seed').argParser(whole))
  .option('--trace', 'tells all that happens');

async function main(): Promise<void> {
  program.parse();
  const { seeds, dossiers, from, seed, trace } = program.opts<{
    seeds: number;
    dossiers: number;
    from: number;
    seed?: number;
    trace?: boolean;
  }>();
  const began = process.hrtime.bigint();
  let steps = 0;
  let events = 0;
  let failed = 0;
  const first = seed ?? from;
  const last = seed ?? from + seeds - 1;
  for (let each = first; each <= last; each++) {
    const tell = trace ? (at: string, what: string): void => console.log(`${at}  ${what}`) : undefined;
    const outcome = await simulate({ seed: each, dossiers: numbers(dossiers), ...(tell && { tell }) });
    steps += outcome.steps;
    events += outcome.events;
    if (outcome.broken.length === 0) continue;
    failed++;
    console.log(
      `seed ${each}: ${outcome.broken
        .slice(0, 5)
        .map(({ invariant, detail }) => `\n  ${invariant}: ${detail}`)
        .join('')}`,
    );
  }
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const all = (last - first + 1) * dossiers;
  console.log(
    `${last - first + 1} seeds, ${all} dossiers, ${events} events, ${steps} steps in ${seconds.toFixed(1)} s: ${Math.round(all / seconds)} dossiers/s; ${failed} seeds failed`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
}

void main();
