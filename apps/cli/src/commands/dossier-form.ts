import type { ComparedVersion } from '@lienthong/dossier';
import type { Command } from 'commander';
import { Failure } from '../failure';
import { formChangesText } from '../form-changes-text';
import { print, settingsOf } from '../settings';
import { formTexts } from '../texts/form';

/** The command that shows the form of a dossier. */
export function addForm(dossier: Command): void {
  dossier
    .command('form <id> [version]')
    .description('print the form as JSON, as it is or in an earlier version, to be mended for supplement --form or correct --form')
    .option('--diff', 'show instead who changed what, version by version')
    .action(async (id: string, version: string | undefined, { diff }: { diff?: true }, command: Command) => {
      const settings = settingsOf(command);
      const { language } = settings;
      const versions = await settings.api.formVersions(id, diff === true);
      const asked = version === undefined ? versions : [find(versions, version)];
      if (diff) return print(settings, asked, () => asked.map((each) => formChangesText(each, language)).join('\n'));
      const form = asked.at(-1)?.form;
      return print(settings, form, () => JSON.stringify(form, null, 2));
    });
}

function find(versions: readonly ComparedVersion[], number: string): ComparedVersion {
  const found = versions.find(({ version }) => String(version) === number);
  if (!found) throw new Failure('version-not-there', formTexts.notThere(number, versions.length));
  return found;
}
