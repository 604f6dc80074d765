import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { backlogOf, drainOf, worthDrawing } from './backlog';
import { live, outageOf, type OutageQuestion } from './day';
import { plot } from './plot';
import { TEXTS, type Answer, type Language } from './texts';

interface Options extends OutageQuestion {
  readonly svg?: string;
  readonly json?: true;
  readonly lang: Language;
}

const between =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!(value >= least && value <= most)) throw new InvalidArgumentError(`a number from ${least} to ${most}`);
    return value;
  };

export function outageCommand(): Command {
  return new Command('outage')
    .description('What an outage of an agency does to a day: the backlog, its oldest age, when it is drained, what becomes late')
    .addOption(
      new Option('--agency <code>', 'the agency that is down')
        .choices(['justice', 'police', 'social-insurance', 'commune-affairs', 'home-affairs'])
        .makeOptionMandatory(),
    )
    .addOption(new Option('--hours <n>', 'for so long').argParser(between(0.1, 72)).default(2))
    .addOption(new Option('--after <n>', 'hours after eight in the morning').argParser(between(0, 24)).default(1.5))
    .addOption(new Option('--dossiers <n>', 'families that file on that day').argParser(between(1, 10_000)).default(200))
    .addOption(new Option('--seed <n>', 'other families and other decisions').argParser(between(0, 2 ** 31)).default(1))
    .addOption(
      new Option('--tries <n>', 'before a person has to look (maxTries of the exchange file)').argParser(between(1, 100)).default(8),
    )
    .addOption(new Option('--longest-pause <minutes>', 'between two tries (backoff.max)').argParser(between(0.1, 240)).default(20))
    .option('--svg <file>', 'draw the backlog and its oldest age')
    .option('--json', 'print JSON')
    .addOption(new Option('--lang <language>', 'of texts').choices(['vi', 'en']).default('en'))
    .action(async ({ svg, json, lang, ...asked }: Options) => {
      const answer = await ask(asked);
      const { question, drain } = answer;
      const outage = outageOf(question);
      const points = worthDrawing(backlogOf(answer.with, outage.to), drain, answer.with.begins, outage.to);
      const { title, numbers, plotted } = TEXTS[lang];
      if (svg !== undefined) writeFileSync(resolve(svg), plot(points, outage, title(question), lang));
      if (json) {
        const { passages, late, attempts, parked } = answer.with;
        const figures = { handoffs: passages.length, attempts, parked, late };
        const { passages: _, begins: __, ...without } = answer.without;
        return console.log(JSON.stringify({ question, outage, ...figures, ...drain, without, backlog: points }, null, 2));
      }
      console.log([title(question), ...numbers(answer), ...(svg === undefined ? [] : [plotted(resolve(svg))])].join('\n'));
    });
}

/** The same day with and without the outage. */
export async function ask(question: OutageQuestion): Promise<Answer> {
  const hit = await live(question, true);
  const { to } = outageOf(question);
  return { question, drain: drainOf(backlogOf(hit, to), hit, to), with: hit, without: await live(question, false) };
}
