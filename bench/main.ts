import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { spareMemory } from '../apps/engine/src/process-memory';
import { append } from './append';
import { bundles } from './bundles';
import { cluster } from './cluster';
import { EngineInProcess } from './engine-in-process';
import { overHttp } from './over-http';
import { machine } from './machine';
import { proofs } from './proofs';
import { rebuild } from './rebuild';
import { table, type Figures } from './report';
import { scale } from './scale';

const SCENARIOS = ['append', 'bundles', 'http', 'scale', 'cluster'] as const;
/** Those that take long, or need servers. */
const ONLY_IF_ASKED: readonly string[] = ['scale', 'cluster'];
type Scenario = (typeof SCENARIOS)[number];

interface Options {
  readonly bundles: number;
  readonly open: number;
  readonly scale: readonly number[];
  readonly workers: readonly number[];
  readonly folder: string;
  readonly json?: true;
}

const count = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1');
  return value;
};

const scenario = (text: string, before: readonly Scenario[] = []): readonly Scenario[] => {
  const found = SCENARIOS.find((each) => each === text);
  if (!found) throw new InvalidArgumentError(`one of: ${SCENARIOS.join(', ')}`);
  return [...before, found];
};

async function main(): Promise<void> {
  const program = new Command('bench')
    .description('measures the engine on this machine; what each figure means stands in bench/README.md')
    .argument('[scenarios...]', `${SCENARIOS.join(', ')} (default: all but scale and cluster)`, scenario)
    .option('--bundles <n>', 'bundles to measure', count, 20_000)
    .option('--open <n>', 'bundles under way at any time', count, 300)
    .option('--scale <n,…>', 'dossiers in the log', (text) => text.split(',').map(count), [10_000, 100_000])
    .option('--workers <n,…>', 'engines of a cluster', (text) => text.split(',').map(count), [1, 2, 4])
    .option('--folder <dir>', 'a folder on the disk to be measured', tmpdir())
    .option('--json', 'print JSON')
    .parse();
  const options = program.opts<Options>();
  const [wanted = []] = program.processedArgs as (readonly Scenario[] | undefined)[];
  const chosen = wanted.length > 0 ? wanted : SCENARIOS.filter((each) => !ONLY_IF_ASKED.includes(each));
  const folder = mkdtempSync(join(options.folder, 'lienthong-bench-'));
  const tell = (what: string): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}`);
  };
  const print = (title: string, figures: Figures): void => {
    tell('');
    console.log(options.json ? JSON.stringify({ title, figures }) : table(title, figures));
  };
  try {
    if (!options.json) console.log(`${machine()}, ${new Date().toISOString().slice(0, 10)}\n`);
    for (const each of chosen) await SCENES[each](folder, options, print, tell);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Scene = (
  folder: string,
  options: Options,
  print: (title: string, figures: Figures) => void,
  tell: (what: string) => void,
) => Promise<void>;

const SCENES: Readonly<Record<Scenario, Scene>> = {
  append: async (folder, _, print, tell) => {
    tell('appends');
    print('Appends', await append(folder));
  },
  bundles: async (folder, { bundles: wanted, open }, print, tell) => {
    tell(`${wanted} bundles in process`);
    const engine = await EngineInProcess.open(join(folder, 'bundles'));
    await engine.run(Math.min(1_000, wanted), open);
    print('Three-step bundles, agencies in process', await bundles(engine, wanted, open));
    const events = engine.events();
    await engine.close();
    tell('read models');
    print('Read models made anew', await rebuild(engine.installation, engine.patience, events));
    tell('proofs');
    print('Proofs', await proofs(engine.installation));
  },
  http: async (folder, { bundles: wanted, open }, print, tell) => {
    tell('bundles over HTTP');
    print('Three-step bundles over HTTP, with the agency simulators', await overHttp(folder, Math.ceil(wanted / 20), Math.min(open, 100)));
  },
  scale: async (folder, { scale: sizes }, print, tell) => {
    for (const size of sizes) print(`${size.toLocaleString('en-US')} dossiers in the log`, await scale(folder, size, tell));
  },
  cluster: async (folder, { workers, bundles: wanted, open }, print, tell) => {
    for (const many of workers) {
      tell(`${many} engines`);
      const figures = await cluster(folder, many, Math.ceil(wanted / 40), Math.min(open, 100));
      print(`Three-step bundles through ${many === 1 ? 'one engine' : `${many} engines`} of the production profile`, figures);
    }
  },
};

// As the engine's own program does.
spareMemory();
main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
