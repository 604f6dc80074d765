import { product } from '@lienthong/installation';
import { Command, CommanderError, Option } from 'commander';
import { auditCommand } from './commands/audit';
import { bundleCommand } from './commands/bundle';
import { demoCommand } from './commands/demo';
import { dossierCommand } from './commands/dossier';
import { handoffsCommand } from './commands/handoffs';
import { quarantineCommand } from './commands/quarantine';
import { runCommand } from './commands/run';
import { EXIT, Failure } from './failure';

const program = new Command('lienthong')
  .description('Liên thông: linked life-event procedures, one dossier through all agencies, every step an event')
  .version(product().version)
  .option('--json', 'print JSON for programs instead of text for people')
  .addOption(
    new Option('--lang <language>', 'the language of what people read')
      .choices(['vi', 'en'])
      .default(process.env['LANG']?.startsWith('vi') ? 'vi' : 'en'),
  )
  .option('--url <address>', 'where the engine listens', process.env['LIENTHONG_URL'] ?? 'http://127.0.0.1:3000')
  .option(
    '--actor <who>',
    'who asks, as long as there is no login',
    process.env['LIENTHONG_ACTOR'] ?? 'kind=officer; id=development; role=one-stop',
  )
  .addHelpText(
    'after',
    `
Exit codes: 0 done and well; 1 done, and not well (a check failed, the engine refused); 2 not done (wrong use, no engine).
First steps:
  npm start                                                                   the engine and the agency simulators
  npx lienthong dossier submit workflows/birth/examples/nguyen-bao-an.json --receive --follow
  npx lienthong handoffs list
  npx lienthong audit verify`,
  )
  .showHelpAfterError()
  .configureHelp({ sortSubcommands: true });

// Options of the whole program may stand anywhere on the line, also behind the subcommand.
for (const command of [
  auditCommand(),
  bundleCommand(),
  demoCommand(),
  dossierCommand(),
  handoffsCommand(),
  quarantineCommand(),
  runCommand(),
]) {
  program.addCommand(command);
}
for (const command of allCommands(program)) command.exitOverride();

program.parseAsync().catch((error: unknown) => {
  // Commander has said it in words already, on standard error; programs read standard output.
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) process.exit(EXIT.well);
    if (process.argv.includes('--json')) console.log(JSON.stringify({ error: { code: 'usage', message: error.message } }));
    process.exit(EXIT.notDone);
  }
  const failure = error instanceof Failure ? error : unexpected(error);
  if (program.opts<{ json?: true }>().json) {
    console.log(JSON.stringify({ error: { code: failure.code, message: failure.message, ...failure.more } }));
  } else console.error(failure.message);
  process.exit(failure.exit);
});

function unexpected(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
  return new Failure(code, error instanceof Error ? error.message : String(error), EXIT.notDone);
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}
