import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { Command } from 'commander';
import { EXIT, Failure } from '../failure';
import { settingsOf } from '../settings';
import { simulateTexts } from '../texts/simulate';

/** The simulator is a program of its own; it takes its options itself. */
export function simulateCommand(): Command {
  const simulate = new Command('simulate').description('live days and histories of the whole system in simulated time, on the real engine');
  simulate
    .command('outage')
    .description('what an outage of an agency does to a day: "simulate outage --agency police --hours 2 --svg day.svg"; --help of its own')
    .argument('[options...]')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (options: string[], _: unknown, command: Command) => {
      const { json, language } = settingsOf(command);
      const program = join(projectRoot(), 'dist/apps/simulator/src/main.js');
      const args = [program, 'outage', ...options, '--lang', language, ...(json ? ['--json'] : [])];
      const child = spawn(process.execPath, args, { stdio: 'inherit' });
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
      if (signal !== null) throw new Failure('ended', simulateTexts.ended(signal), EXIT.notDone);
      // Of its own accord it says what was wrong with the options.
      process.exitCode = code === 0 ? EXIT.well : EXIT.notDone;
    });
  return simulate;
}
