import { Option, type Command } from 'commander';
import { duplicatesText } from '../duplicates-text';
import { EXIT, Failure } from '../failure';
import { print, settingsOf } from '../settings';
import { duplicatesTexts } from '../texts/duplicates';

interface DuplicatesOptions {
  readonly same?: string;
  readonly other?: readonly string[];
  readonly reason?: string;
}

/** What officers do about dossiers that seem to be about the same matter. */
export function addDuplicates(dossier: Command): void {
  dossier
    .command('duplicates <id>')
    .description('show dossiers that seem to be about the same matter, or decide on them')
    .option('--same <id>', 'it was filed a second time: it is not taken in, and the matter goes on with that one')
    .addOption(new Option('--other <id...>', 'these only look alike, as twins do').conflicts('same'))
    .option('--reason <text>', 'with --same or --other: how that was found out; sealed')
    .action(async (id: string, { same, other, reason }: DuplicatesOptions, command: Command) => {
      const settings = settingsOf(command);
      const { api, language } = settings;
      const candidates = same === undefined ? other : [same];
      if (candidates === undefined) {
        const found = await api.duplicates(id);
        return print(settings, found, () => duplicatesText(found, language));
      }
      if (reason === undefined) throw new Failure('usage', duplicatesTexts.why, EXIT.notDone);
      const decided = await api.act(id, 'duplicates', { candidates, decision: same === undefined ? 'other' : 'same', reason });
      const done = same === undefined ? duplicatesTexts.other(id) : duplicatesTexts.same(id, same);
      return print(settings, decided, () => done[language]);
    });
}
