import type { HandoffSummary } from '@lienthong/read-models';
import { Command, Option } from 'commander';
import { localTime } from '../narration';
import { print, settingsOf } from '../settings';
import { table } from '../table';

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
      print(settings, found, () => (found.length === 0 ? `no ${group} handoffs` : listText(found)));
    });
  handoffs
    .command('release <handoff>')
    .description('have a parked handoff tried again')
    .requiredOption('--reason <text>', 'why it may go again; kept in the open, so no personal data')
    .action(async (handoff: string, { reason }: { reason: string }, command: Command) => {
      const settings = settingsOf(command);
      await settings.api.release(handoff, reason);
      print(settings, { handoff, released: true }, () => `${handoff} is tried again`);
    });
  return handoffs;
}

const listText = (handoffs: readonly HandoffSummary[]): string =>
  table(
    ['agency', 'stage', 'cause', 'tries', 'since', 'next', 'handoff'],
    handoffs.map(({ agency, stage, cause, failure, attempts, since, next, id }) => [
      agency,
      stage,
      [cause, failure].filter(Boolean).join(': '),
      String(attempts),
      localTime(since),
      next ? `${next.step} ${localTime(next.at)}` : stage === 'parked' ? 'a person' : '',
      id,
    ]),
  );
