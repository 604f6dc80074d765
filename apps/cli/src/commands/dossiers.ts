import { Command, Option } from 'commander';
import type { ApiClient, DossierFilter, DossierRow } from '../api-client';
import { standingText, waitingText } from '../dossier-text';
import type { Language } from '../language';
import { localTime, word } from '../narration';
import { print, settingsOf } from '../settings';
import { table } from '../table';
import { dossierTexts } from '../texts/dossier';

interface Options extends DossierFilter {
  readonly all?: true;
}

export function dossiersCommand(): Command {
  const dossiers = new Command('dossiers').description('find dossiers');
  dossiers
    .command('list')
    .description('list dossiers, a page at a time')
    .addOption(new Option('--phase <phase>', 'those in this phase').choices(['submitted', 'under-way', 'completed', 'returned']))
    .option('--office <code>', 'those of this office')
    .option('--limit <count>', 'so many at most on a page')
    .option('--cursor <cursor>', 'the page behind another one, which named it')
    .option('--all', 'all pages')
    .action(async ({ all, ...filter }: Options, command: Command) => {
      const settings = settingsOf(command);
      const { language } = settings;
      const found = await pages(settings.api, filter, all === true);
      const more = found.next === undefined ? [] : ['', dossierTexts.more(found.next)[language]];
      print(settings, found, () =>
        found.dossiers.length === 0 ? dossierTexts.none[language] : [listText(found.dossiers, language), ...more].join('\n'),
      );
    });
  return dossiers;
}

async function pages(api: ApiClient, filter: DossierFilter, all: boolean): Promise<{ dossiers: DossierRow[]; next?: string }> {
  const dossiers: DossierRow[] = [];
  for (let cursor = filter.cursor; ;) {
    const page = await api.dossiers({ ...filter, ...(cursor !== undefined && { cursor }) });
    dossiers.push(...page.dossiers);
    cursor = page.next;
    if (!all || cursor === undefined) return { dossiers, ...(cursor !== undefined && { next: cursor }) };
  }
}

const listText = (rows: readonly DossierRow[], language: Language): string =>
  table(
    dossierTexts.heads[language],
    rows.map((row) => [
      localTime(row.submittedAt),
      row.bundle.version ?? row.bundle.code,
      ...standingText(row, language),
      row.office,
      word(row.channel, language),
      row.waitsFor.map((waiting) => waitingText(waiting, language)).join('; '),
      row.id,
    ]),
  );
