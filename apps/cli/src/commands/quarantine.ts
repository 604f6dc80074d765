import { Command } from 'commander';
import { localTime } from '../narration';
import { print, settingsOf } from '../settings';
import { table } from '../table';

export function quarantineCommand(): Command {
  const quarantine = new Command('quarantine').description("agencies' messages that could not be taken over");
  quarantine
    .command('list')
    .description('list them, newest first; their content stays sealed')
    .action(async (_: object, command: Command) => {
      const settings = settingsOf(command);
      const messages = await settings.api.quarantine();
      const rows = messages.map(({ at, agency, reason, detail, id }) => [localTime(at), agency, reason, detail ?? '', id]);
      print(settings, messages, () =>
        rows.length === 0 ? 'nothing in quarantine' : table(['at', 'agency', 'reason', 'detail', 'id'], rows),
      );
    });
  return quarantine;
}
