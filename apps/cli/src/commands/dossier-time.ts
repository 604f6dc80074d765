import { Command } from 'commander';
import { deadlinesText } from '../deadlines-text';
import { print, settingsOf } from '../settings';
import { timeTexts } from '../texts/time';

/** What officers and inspectors do about the time of a dossier. */
export function addTimeCommands(dossier: Command): void {
  dossier
    .command('deadline <id>')
    .description('show what is due when, by law and by promise, and with whom the dossier lay')
    .option('--explain', 'every day, counted or not, and why')
    .action(async (id: string, { explain = false }: { explain?: boolean }, command: Command) => {
      const settings = settingsOf(command);
      const view = await settings.api.deadlines(id);
      print(settings, view, () => deadlinesText(view, settings.language, explain));
    });
  dossier
    .command('verify <id> <procedure>')
    .description('record that facts have to be verified: the longer time limit applies')
    .requiredOption('--reason <reason>', 'why; the citizen reads it')
    .action(async (id: string, procedure: string, { reason }: { reason: string }, command: Command) => {
      const settings = settingsOf(command);
      const done = await settings.api.requireVerification(id, procedure, reason);
      print(settings, done, () => timeTexts.verification(procedure)[settings.language]);
    });
  dossier
    .command('apologise <id>')
    .description('apologise before the time is over, and promise another day')
    .requiredOption('--cause <cause>', 'why it will be late; the citizen reads it')
    .requiredOption('--new-day <yyyy-MM-dd>', 'the day, at whose close the results are promised now')
    .option('--procedure <key>', 'of one procedure only (default: of the dossier as a whole)')
    .action(async (id: string, options: { cause: string; newDay: string; procedure?: string }, command: Command) => {
      const settings = settingsOf(command);
      const done = await settings.api.apologise(id, options);
      print(settings, done, () => timeTexts.apology(done.apology, options.newDay)[settings.language]);
    });
}
