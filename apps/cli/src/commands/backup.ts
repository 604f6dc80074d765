import { resolve } from 'node:path';
import { backUp, type OnProgress, type Step } from '@lienthong/backup';
import { systemClock } from '@lienthong/calendar';
import { Command } from 'commander';
import { EXIT } from '../failure';
import { DATA, installationIn, withLog } from '../installed';
import { progressBar, type Progress } from '../progress-bar';
import { print, settingsOf, type Settings } from '../settings';
import { backupTexts } from '../texts/backup';
import { holds, verifiedText, verifyWithBar } from './audit';

export function backupCommand(): Command {
  return new Command('backup')
    .description('copy an installation as it is at this moment into a new folder, while its engine runs or not, and verify the copy')
    .argument('<folder>', 'must not be there yet')
    .option(...DATA)
    .option('--with-development-key', 'put the development master key into it: whoever has the backup can then read everything')
    .option('--no-verify', 'do not recompute the chains of the copied log')
    .action(async (name: string, options: { data?: string; withDevelopmentKey?: true; verify: boolean }, command: Command) => {
      const settings = settingsOf(command);
      const { language } = settings;
      const folder = resolve(name);
      const bars = stepBars(settings);
      const manifest = await backUp(installationIn(options.data), folder, {
        clock: systemClock,
        withDevelopmentKey: options.withDevelopmentKey === true,
        onProgress: bars.onProgress,
      }).finally(bars.end);
      const verdict = options.verify ? await withLog(folder, (log) => verifyWithBar(log, settings)) : undefined;
      print(settings, { folder, ...manifest, ...(verdict && { verdict }) }, () =>
        [
          backupTexts.made(manifest, folder)[language],
          ...(verdict ? [verifiedText(verdict, language)] : []),
          ...backupTexts.alsoKeep(manifest).map((each) => each[language]),
        ].join('\n'),
      );
      // What is wrong in the copy is wrong in the log itself; the copy is kept, there may be no better one.
      if (verdict && !holds(verdict)) process.exitCode = EXIT.notWell;
    });
}

/** One bar after the other, for each step its own. */
export function stepBars(settings: Settings): { readonly onProgress: OnProgress; readonly end: () => void } {
  let current: { readonly step: Step; readonly bar: Progress } | undefined;
  return {
    onProgress(step, done, total) {
      if (current?.step !== step) {
        current?.bar.end();
        current = { step, bar: progressBar(settings, backupTexts.steps[step], 'bytes') };
      }
      current.bar.update(done, total);
    },
    end: () => current?.bar.end(),
  };
}
