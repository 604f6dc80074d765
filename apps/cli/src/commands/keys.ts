import { existsSync } from 'node:fs';
import { readMasterKey, WrongMasterKey } from '@lienthong/access';
import { Command, Option } from 'commander';
import { EXIT, Failure } from '../failure';
import { installationIn } from '../installed';
import { progressBar } from '../progress-bar';
import { print, settingsOf } from '../settings';
import { keysTexts } from '../texts/keys';

export function keysCommand(): Command {
  const keys = new Command('keys').description('the keys of personal data as a whole');
  keys
    .command('copy')
    .description(
      'copy the keys out of a data directory into PostgreSQL, as they are kept: wrapped by the master key; run again, it takes over what came since',
    )
    .option('--data <dir>', 'the data directory (default: LIENTHONG_DATA_DIR, or data)')
    .addOption(new Option('--to <address>', 'postgres://user:password@host:5432/database').env('LIENTHONG_KEYS_URL'))
    .action(async ({ data, to }: { data?: string; to?: string }, command: Command) => {
      const settings = settingsOf(command);
      if (to === undefined) throw new Failure('usage', keysTexts.addressMissing, EXIT.notDone);
      const { keysFile, masterKeyFile } = installationIn(data);
      if (!existsSync(keysFile)) throw new Failure('no-keys', keysTexts.noKeys(keysFile), EXIT.notDone);
      // The client of PostgreSQL is loaded only where it is used.
      const { copyKeys, OtherKeys } = await import('@lienthong/access/postgres');
      const bar = progressBar(settings, keysTexts.copying, 'count');
      try {
        const copied = await copyKeys(keysFile, readMasterKey(masterKeyFile), to, (subjects, of) => bar.update(subjects, of));
        print(settings, { from: keysFile, ...copied }, () => keysTexts.copied(copied, keysFile)[settings.language]);
      } catch (error) {
        if (error instanceof OtherKeys) throw new Failure(error.code, keysTexts.otherKeys[error.why](error.subject), EXIT.notDone);
        if (error instanceof WrongMasterKey) throw new Failure(error.code, keysTexts.otherMasterKey(masterKeyFile), EXIT.notDone);
        throw error;
      } finally {
        bar.end();
      }
    });
  return keys;
}
