import { product } from '@lienthong/installation';
import { Command, Option } from 'commander';
import { attachmentsCommand } from './commands/attachments';
import { auditCommand } from './commands/audit';
import { backupCommand } from './commands/backup';
import { bundleCommand } from './commands/bundle';
import { completionCommand } from './commands/completion';
import { demoCommand } from './commands/demo';
import { documentsCommand } from './commands/documents';
import { dossierCommand } from './commands/dossier';
import { dossiersCommand } from './commands/dossiers';
import { exportCommand } from './commands/export';
import { handoffsCommand } from './commands/handoffs';
import { keysCommand } from './commands/keys';
import { logCommand } from './commands/log';
import { quarantineCommand } from './commands/quarantine';
import { readModelsCommand } from './commands/read-models';
import { restoreCommand } from './commands/restore';
import { runCommand } from './commands/run';
import { simulateCommand } from './commands/simulate';
import { statisticsCommand } from './commands/statistics';
import { statusSyncCommand } from './commands/status-sync';
import { environmentLanguage } from './language';
import { throwUsageErrors } from './usage-error';

const AFTER_HELP = `
Exit codes:
  0  done and well
  1  done, and not well: a check failed, the engine refused
  2  not done: wrong use, no engine, no file, could not be started

First steps:
  npm start                                                                   the engine and the agency simulators
  npx lienthong dossier submit workflows/birth/examples/nguyen-bao-an.json --receive --follow
  npx lienthong handoffs list
  npx lienthong audit verify`;

/** `lienthong` with all its commands. Options of the whole program may stand anywhere on the line, also behind the command. */
export function createProgram(): Command {
  const program = new Command('lienthong')
    .description('Liên thông: linked life-event procedures, one dossier through all agencies, every step an event')
    .version(product().version)
    .option('--json', 'print JSON for programs instead of text for people')
    .addOption(
      new Option('--lang <language>', 'the language of what people read (help is in English)')
        .choices(['vi', 'en'])
        .default(environmentLanguage()),
    )
    .option('--url <address>', 'where the engine listens', process.env['LIENTHONG_URL'] ?? 'http://127.0.0.1:3000')
    .addOption(
      new Option(
        '--actor <who>',
        'who asks, as long as there is no login (default: an officer; for read-models rebuild and status-sync release, an operator)',
      ).env('LIENTHONG_ACTOR'),
    )
    .addHelpText('after', AFTER_HELP)
    .configureHelp({ sortSubcommands: true });
  for (const command of [
    attachmentsCommand(),
    auditCommand(),
    backupCommand(),
    bundleCommand(),
    completionCommand(),
    demoCommand(),
    documentsCommand(),
    dossierCommand(),
    dossiersCommand(),
    exportCommand(),
    handoffsCommand(),
    logCommand(),
    keysCommand(),
    quarantineCommand(),
    readModelsCommand(),
    restoreCommand(),
    runCommand(),
    simulateCommand(),
    statisticsCommand(),
    statusSyncCommand(),
  ]) {
    program.addCommand(command);
  }
  throwUsageErrors(program);
  return program;
}
