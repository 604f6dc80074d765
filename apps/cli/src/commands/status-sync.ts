import { Command, Option } from 'commander';
import { OPERATOR, print, settingsOf } from '../settings';
import { toldText, troublesText } from '../status-sync-text';
import { statusSyncTexts } from '../texts/status-sync';

const RECEIVERS = ['portal', 'linked-channel'];

export function statusSyncCommand(): Command {
  const statusSync = new Command('status-sync').description('what the national portal and the linked-service channel are told of dossiers');
  statusSync
    .command('troubles')
    .description('list dossiers of which they are not told at the moment, those that wait for a person first')
    .addOption(new Option('--receiver <name>', 'of this one only').choices(RECEIVERS))
    .option('--limit <count>', 'so many at most')
    .action(async (query: { receiver?: string; limit?: string }, command: Command) => {
      const settings = settingsOf(command);
      const found = await settings.api.statusTroubles(query);
      print(settings, found, () => troublesText(found, settings.language));
    });
  statusSync
    .command('release <dossier>')
    .description('have a receiver told again, once it is cleared up with it')
    .addOption(new Option('--receiver <name>', 'who refused a status').choices(RECEIVERS).makeOptionMandatory())
    .requiredOption('--reason <text>', 'why it may go on; kept in the open, so no personal data')
    .action(async (dossier: string, { receiver, reason }: { receiver: string; reason: string }, command: Command) => {
      const settings = settingsOf(command, OPERATOR);
      const released = await settings.api.releaseStatuses(dossier, receiver, reason);
      print(settings, released, () => statusSyncTexts.released(dossier, receiver)[settings.language]);
    });
  statusSync
    .command('told <dossier>')
    .description('list what they were told of a dossier; with --json as it went out')
    .action(async (dossier: string, _: object, command: Command) => {
      const settings = settingsOf(command);
      const messages = await settings.api.toldStatuses(dossier);
      print(settings, messages, () => toldText(messages, settings.language));
    });
  return statusSync;
}
