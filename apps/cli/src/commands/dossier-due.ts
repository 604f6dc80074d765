import type { DueSummary } from '@lienthong/read-models';
import type { Command } from 'commander';
import type { ApiClient, DuePage, DueQuery } from '../api-client';
import { dueText } from '../due-text';
import { print, settingsOf } from '../settings';
import { dossierTexts } from '../texts/dossier';
import { dueTexts } from '../texts/due';

type Options = Omit<DueQuery, 'state'> & { readonly late?: true; readonly all?: true };

/** What officers and operators ask about the time of all dossiers at once. */
export function addDue(dossier: Command): void {
  dossier
    .command('due')
    .description('list what is late and what is due soon, the earliest promise first; what waits for the citizen is not among it')
    .option('--late', 'only what is late')
    .option('--office <code>', 'that of this office')
    .option('--agency <code>', 'procedures that this agency has, or is to get')
    .option('--limit <count>', 'so many at most on a page')
    .option('--cursor <cursor>', 'the page behind another one, which named it')
    .option('--all', 'all pages')
    .action(async ({ late, all, ...rest }: Options, command: Command) => {
      const settings = settingsOf(command);
      const { language } = settings;
      const found = await pages(settings.api, { ...rest, ...(late && { state: 'late' }) }, all === true);
      const more = found.next === undefined ? [] : ['', dossierTexts.more(found.next)[language]];
      const none = late ? dueTexts.noneLate : dueTexts.none;
      print(settings, found, () => (found.due.length === 0 ? none[language] : [dueText(found.due, language), ...more].join('\n')));
    });
}

async function pages(api: ApiClient, query: DueQuery, all: boolean): Promise<DuePage> {
  const due: DueSummary[] = [];
  for (let cursor = query.cursor; ;) {
    const { next, ...page } = await api.due({ ...query, ...(cursor !== undefined && { cursor }) });
    due.push(...page.due);
    if (!all || next === undefined) return { ...page, due, ...(next !== undefined && { next }) };
    cursor = next;
  }
}
