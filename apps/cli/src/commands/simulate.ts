import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { Command } from 'commander';
import { EXIT, Failure } from '../failure';
import { settingsOf } from '../settings';
import { simulateTexts } from '../texts/simulate';

/** The simulator is a program of its own, which checks what it is given: here its options only have their names. */
export function simulateCommand(): Command {
  const simulate = new Command('simulate').description('live days and histories of the whole system in simulated time, on the real engine');
  asks(
    simulate
      .command('outage')
      .description('what an outage of an agency does to a day: "simulate outage --agency police --hours 2 --svg day.svg"')
      .option('--agency <code>', 'the agency that is down')
      .option('--hours <n>', 'for so long (default: 2)')
      .option('--after <n>', 'hours after eight in the morning (default: 1.5)')
      .option('--dossiers <n>', 'families that file on that day (default: 200)')
      .option('--seed <n>', 'other families and other decisions')
      .option('--tries <n>', 'before a person has to look: maxTries of the exchange file (default: 8)')
      .option('--longest-pause <minutes>', 'between two tries: backoff.max (default: 20)')
      .option('--svg <file>', 'draw the backlog and its oldest age'),
  );
  asks(
    simulate
      .command('change')
      .description('what another version of a bundle does to dossiers: "simulate change --bundle birth@next --svg times.svg"')
      .option('--bundle <version>', 'the other version: birth@next, birth@2026-09-01')
      .option('--definition <file>', 'it lies in this file, a draft perhaps, instead of among the known ones')
      .option('--dossiers <n>', 'so many dossiers (default: 100)')
      .option('--data <dir>', 'play the dossiers of the log in this data directory instead')
      .option('--year <year>', 'of the families that file, as in the demonstration year (default: 2023)')
      .option('--seed <n>', 'other families and other decisions')
      .option('--svg <file>', 'draw how many dossiers had ended after which time'),
  );
  return simulate;
}

/** Hands what was given on to the simulator. */
function asks(command: Command): void {
  command.action(async (_: unknown, self: Command) => {
    const { json, language } = settingsOf(self);
    const given = self.options.flatMap((option): string[] => {
      const value: unknown = self.opts<Record<string, unknown>>()[option.attributeName()];
      return value === undefined ? [] : [`${option.long}=${String(value)}`];
    });
    const program = join(projectRoot(), 'dist/apps/simulator/src/main.js');
    const args = [program, self.name(), ...given, '--lang', language, ...(json ? ['--json'] : [])];
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    if (signal !== null) throw new Failure('ended', simulateTexts.ended(signal), EXIT.notDone);
    // Of its own accord it says what was wrong with the options.
    process.exitCode = code === 0 ? EXIT.well : EXIT.notDone;
  });
}
