import { resolve } from 'node:path';
import { restore } from '@lienthong/backup';
import { systemClock } from '@lienthong/calendar';
import { Command } from 'commander';
import { DATA, installationIn } from '../installed';
import { print, settingsOf } from '../settings';
import { backupTexts } from '../texts/backup';
import { stepBars } from './backup';

export function restoreCommand(): Command {
  return new Command('restore')
    .description("put a backup in the place of an installation's data; all of it is checked before anything is touched")
    .argument('<folder>', 'the backup')
    .option(...DATA)
    .option('--move-old-aside', 'keep data that are there in a folder of their own below the data directory, instead of refusing')
    .action(async (name: string, options: { data?: string; moveOldAside?: true }, command: Command) => {
      const settings = settingsOf(command);
      const { language } = settings;
      const installation = installationIn(options.data);
      const { dataDir, masterKeyFile } = installation;
      const bars = stepBars(settings);
      const restored = await restore(resolve(name), installation, {
        clock: systemClock,
        moveOldAside: options.moveOldAside === true,
        onProgress: bars.onProgress,
      }).finally(bars.end);
      print(settings, { dataDir, ...restored }, () =>
        [
          backupTexts.restored(restored.manifest, dataDir),
          ...(restored.movedTo === undefined ? [] : [backupTexts.movedTo(restored.movedTo)]),
          ...(restored.masterKeyThere ? [] : [backupTexts.masterKeyMissing(restored, masterKeyFile)]),
          backupTexts.start(dataDir),
        ]
          .map((each) => each[language])
          .join('\n'),
      );
    });
}
