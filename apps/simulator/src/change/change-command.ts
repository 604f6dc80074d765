import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { installationFrom } from '@lienthong/installation';
import { Command, InvalidArgumentError, Option } from 'commander';
import { ask, lastDay } from './ask';
import { definitionsIn, named, requireKnown, versionAmong, versionIn } from './other-definition';
import { filedInLog } from './log';
import { plot } from './plot';
import { Refusal } from './refusal';
import { lines, said } from './texts';
import { filedInYear } from './year';

interface Options {
  readonly bundle: string;
  readonly definition?: string;
  readonly dossiers: number;
  readonly year: number;
  readonly data?: string;
  readonly seed: number;
  readonly svg?: string;
  readonly json?: true;
  readonly lang: 'vi' | 'en';
}

/** What could not be asked; as the other commands have it. */
const NOT_DONE = 2;

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!(Number.isInteger(value) && value >= least && value <= most))
      throw new InvalidArgumentError(`a whole number from ${least} to ${most}`);
    return value;
  };

export function changeCommand(): Command {
  return new Command('change')
    .description('What another version of a bundle does to dossiers: plays them under both, and compares times and outcomes')
    .requiredOption('--bundle <version>', 'the other version: birth@next, birth@2026-09-01')
    .option('--definition <file>', 'it lies in this file, a draft perhaps, instead of among the known ones')
    .addOption(new Option('--dossiers <n>', 'so many dossiers').argParser(whole(1, 10_000)).default(100))
    .addOption(
      new Option('--year <year>', 'of the families that file, as in the demonstration year').argParser(whole(2000, 2100)).default(2023),
    )
    .addOption(new Option('--seed <n>', 'other families and other decisions').argParser(whole(0, 2 ** 31)).default(1))
    .option('--svg <file>', 'draw how many dossiers had ended after which time')
    .option('--data <dir>', 'play the dossiers of the log in this data directory instead')
    .option('--json', 'print JSON')
    .addOption(new Option('--lang <language>', 'of texts').choices(['vi', 'en']).default('en'))
    .action(async (options: Options) => {
      try {
        await answer(options);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { code, text } = error;
        const message = text[options.lang];
        if (options.json) console.log(JSON.stringify({ error: { code, message } }));
        else console.error(message);
        process.exitCode = NOT_DONE;
      }
    });
}

async function answer({ bundle, definition, dossiers, year, data, seed, svg, json, lang }: Options): Promise<void> {
  const asked = named(bundle);
  const installation = installationFrom(data === undefined ? process.env : { ...process.env, LIENTHONG_DATA_DIR: data });
  const { workflowsDir } = installation;
  const workflows = definitionsIn(workflowsDir);
  requireKnown(workflows, asked);
  const draft = definition === undefined ? undefined : versionIn(resolve(definition), workflowsDir, asked);
  const log = data === undefined ? undefined : await filedInLog(installation, workflows, { code: asked.code, dossiers, seed });
  const filed = log?.filed ?? filedInYear(workflows, { code: asked.code, year, dossiers, seed });
  const other = draft ?? versionAmong(workflows, asked, lastDay(filed));
  const found = await ask(filed, seed, workflows, other);
  if (svg !== undefined) writeFileSync(resolve(svg), plot(found, lang));
  if (json) {
    const { played: _, ...told } = found;
    const { filed: __, ...ofLog } = log ?? { filed };
    return console.log(JSON.stringify({ ...told, ...(log && { log: ofLog }) }, null, 2));
  }
  console.log(
    [...lines(found, lang), ...(log ? [said(lang).ofLog(log)] : []), ...(svg === undefined ? [] : [said(lang).plotted(resolve(svg))])].join(
      '\n',
    ),
  );
}
