import { createInterface } from 'node:readline/promises';
import type { HandoffSummary } from '@lienthong/read-models';
import { Command, Option } from 'commander';
import { EXIT, Failure } from '../failure';
import type { Language } from '../language';
import { localTime, word } from '../narration';
import { print, settingsOf } from '../settings';
import { table } from '../table';
import { handoffsTexts } from '../texts/handoffs';

export function handoffsCommand(): Command {
  const handoffs = new Command('handoffs').description('what is on its way to the agencies, and what waits for a person');
  handoffs
    .command('list')
    .description('list handoffs, those that have stood still the longest first')
    .addOption(
      new Option('--group <group>', 'which handoffs; open: all that are not settled')
        .choices(['open', 'pending', 'in-flight', 'parked', 'settled'])
        .default('open'),
    )
    .action(async ({ group }: { group: string }, command: Command) => {
      const settings = settingsOf(command);
      const found = await settings.api.handoffs(group);
      print(settings, found, () =>
        found.length === 0 ? handoffsTexts.none(group)[settings.language] : listText(found, settings.language),
      );
    });
  handoffs
    .command('release <handoff>')
    .description('have a parked handoff tried again')
    .option('--reason <text>', 'why it may go again (asked for if it is not given); kept in the open, so no personal data')
    .action(async (handoff: string, options: { reason?: string }, command: Command) => {
      const settings = settingsOf(command);
      await settings.api.release(handoff, options.reason ?? (await askReason(settings.language)));
      print(settings, { handoff, released: true }, () => handoffsTexts.released(handoff)[settings.language]);
    });
  return handoffs;
}

const listText = (handoffs: readonly HandoffSummary[], language: Language): string =>
  table(
    handoffsTexts.heads[language],
    handoffs.map(({ agency, stage, cause, failure, trouble, attempts, since, next, id }) => [
      word(agency, language),
      word(stage, language),
      [cause, failure, trouble]
        .filter((each) => each !== undefined)
        .map((each) => word(each, language))
        .join(': '),
      String(attempts),
      localTime(since),
      next ? `${word(next.step, language)} ${localTime(next.at)}` : stage === 'parked' ? word('a person', language) : '',
      id,
    ]),
  );

/** Asks the person at the terminal; a program has to say it with the option. */
async function askReason(language: Language): Promise<string> {
  if (!process.stdin.isTTY) throw new Failure('usage', handoffsTexts.reasonMissing, EXIT.notDone);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(`${handoffsTexts.askReason[language]} `);
  } finally {
    terminal.close();
  }
}
