import { Command } from 'commander';
import { localTime, word } from '../narration';
import { print, settingsOf } from '../settings';
import { table } from '../table';
import { quarantineTexts } from '../texts/quarantine';

export function quarantineCommand(): Command {
  const quarantine = new Command('quarantine').description("agencies' messages that could not be taken over");
  quarantine
    .command('list')
    .description('list them, newest first; their content stays sealed')
    .action(async (_: object, command: Command) => {
      const settings = settingsOf(command);
      const messages = await settings.api.quarantine();
      const rows = messages.map(({ at, agency, reason, detail, id }) => [
        localTime(at),
        word(agency, settings.language),
        word(reason, settings.language),
        detail ?? '',
        id,
      ]);
      print(settings, messages, () =>
        rows.length === 0 ? quarantineTexts.none[settings.language] : table(quarantineTexts.heads[settings.language], rows),
      );
    });
  return quarantine;
}
