import { localDate } from '@lienthong/calendar';
import { Command, Option } from 'commander';
import type { StatisticsQuery } from '../api-client';
import { momentOf } from '../moment';
import { print, settingsOf } from '../settings';
import { reportText } from '../statistics-text';

type Options = StatisticsQuery & { readonly csv?: true };

export function statisticsCommand(): Command {
  return new Command('statistics')
    .description('how many dossiers were received in a period, how, and how punctually they ended by the official rule')
    .option('--office <code>', 'those of this office')
    .option('--from <day>', 'received on this day or later')
    .option('--to <day>', 'received on this day or earlier; the period ends with it')
    .addOption(new Option('--channel <channel>', 'those that came so').choices(['online', 'counter']))
    .option('--bundle <code>', 'those of this bundle, e.g. birth')
    .addOption(new Option('--by <what>', 'a line for each').choices(['office', 'month', 'channel', 'bundle']))
    .option('--csv', 'print it for spreadsheets')
    .action(async ({ csv, from, to, ...rest }: Options, command: Command) => {
      const settings = settingsOf(command);
      const query = {
        ...rest,
        ...(from !== undefined && { from: localDate(momentOf(from, 'from')) }),
        ...(to !== undefined && { to: localDate(momentOf(to)) }),
      };
      if (csv) return void process.stdout.write(await settings.api.statisticsCsv(query));
      const report = await settings.api.statistics(query);
      print(settings, report, () => reportText(report, query.by, settings.language));
    });
}
