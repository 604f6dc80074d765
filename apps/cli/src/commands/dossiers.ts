import { plusMillis } from '@lienthong/calendar';
import { TASKS, type DossierSummary } from '@lienthong/read-models';
import { Command, Option } from 'commander';
import type { ApiClient, DossierPage, DossierQuery } from '../api-client';
import { nextMoveText, standingText } from '../dossier-text';
import type { Language } from '../language';
import { momentOf } from '../moment';
import { localTime, word } from '../narration';
import { print, settingsOf } from '../settings';
import { table } from '../table';
import { dossierTexts } from '../texts/dossier';

type Options = Omit<DossierQuery, 'submittedFrom' | 'submittedTo'> & { readonly from?: string; readonly to?: string; readonly all?: true };

export function dossiersCommand(): Command {
  const dossiers = new Command('dossiers').description('find dossiers');
  dossiers
    .command('list')
    .description('list dossiers, the newest first, a page at a time; without personal data')
    .addOption(new Option('--phase <phase>', 'those in this phase').choices(['submitted', 'under-way', 'completed', 'returned', 'closed']))
    .addOption(
      new Option('--outcome <outcome>', 'those that ended so').choices([
        'completed',
        'with-refusals',
        'refused',
        'declined',
        'withdrawn',
        'stopped',
      ]),
    )
    .addOption(new Option('--waits-for <what>', 'those that wait for this').choices(['task', 'handoff', 'late-result', 'nothing']))
    .addOption(new Option('--task <task>', 'those in which a person has to do this').choices(TASKS))
    .option('--office <code>', 'those of this office')
    .option('--bundle <code>', 'those of this bundle, e.g. birth')
    .option('--from <moment>', 'submitted from this moment or day on')
    .option('--to <moment>', 'submitted up to this moment, or to the end of this day')
    .option('--limit <count>', 'so many at most on a page')
    .option('--cursor <cursor>', 'the page behind another one, which named it')
    .option('--all', 'all pages')
    .action(async ({ all, from, to, ...rest }: Options, command: Command) => {
      const settings = settingsOf(command);
      const { language } = settings;
      const query = {
        ...rest,
        ...(from !== undefined && { submittedFrom: momentOf(from, 'from') }),
        // The API takes the moment before which they were submitted.
        ...(to !== undefined && { submittedTo: plusMillis(momentOf(to), 1) }),
      };
      const found = await pages(settings.api, query, all === true);
      const more = found.next === undefined ? [] : ['', dossierTexts.more(found.next)[language]];
      print(settings, found, () =>
        found.dossiers.length === 0 ? dossierTexts.none[language] : [listText(found.dossiers, language), ...more].join('\n'),
      );
    });
  return dossiers;
}

async function pages(api: ApiClient, query: DossierQuery, all: boolean): Promise<DossierPage> {
  const dossiers: DossierSummary[] = [];
  for (let cursor = query.cursor; ;) {
    const { next, ...page } = await api.dossiers({ ...query, ...(cursor !== undefined && { cursor }) });
    dossiers.push(...page.dossiers);
    if (!all || next === undefined) return { ...page, dossiers, ...(next !== undefined && { next }) };
    cursor = next;
  }
}

const listText = (rows: readonly DossierSummary[], language: Language): string =>
  table(
    dossierTexts.heads[language],
    rows.map((row) => [
      localTime(row.submittedAt),
      row.bundle.version ?? row.bundle.code,
      ...standingText(row, language),
      row.office,
      word(row.channel, language),
      nextMoveText(row, language),
      row.id,
    ]),
  );
