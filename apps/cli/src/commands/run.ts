import { installationFrom } from '@lienthong/installation';
import { Command, InvalidArgumentError, Option } from 'commander';
import { Failure } from '../failure';
import { Programs } from '../programs';
import { print, settingsOf } from '../settings';

export function runCommand(): Command {
  return new Command('run')
    .description('start the engine and the agency simulators, all on loopback')
    .addOption(new Option('--port <port>', 'where the engine listens (0: any)').argParser(port).env('LIENTHONG_PORT').default(3000))
    .addOption(
      new Option('--simulators-port <port>', 'where the simulators listen (0: any)')
        .argParser(port)
        .env('LIENTHONG_SIMULATORS_PORT')
        .default(3100),
    )
    .action(async (options: { port: number; simulatorsPort: number }, command: Command) => {
      const settings = settingsOf(command);
      const { dataDir, signingKeysDir, logFile } = installationFrom(process.env);
      const programs = await Programs.start({
        dataDir,
        signingKeysDir,
        enginePort: options.port,
        simulatorsPort: options.simulatorsPort,
        quiet: true,
        onRestart: (signal) =>
          print(settings, { restarted: 'engine', signal }, () => `the engine was ended by ${signal}; it is started again`),
      });
      const { engineUrl: engine, simulatorsUrl: simulators } = programs;
      print(settings, { engine, simulators, log: logFile }, () => welcome(programs, logFile));
      const stop = async (code: number): Promise<void> => {
        await programs.stop();
        process.exit(code);
      };
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(0));
      const reason = await programs.ended;
      await programs.stop();
      throw new Failure('ended', reason);
    });
}

function welcome({ engineUrl, simulatorsUrl }: Programs, logFile: string): string {
  const address = engineUrl === 'http://127.0.0.1:3000' ? '' : ` --url ${engineUrl}`;
  return `
Lienthong is running.

  API          ${engineUrl}   described at ${engineUrl}/docs
  agencies     ${simulatorsUrl}   simulators of Justice, Police and Social Insurance; faults at /admin/<agency>/faults
  data         ${logFile}

Type next, in another terminal:

  npx lienthong${address} dossier submit workflows/birth/examples/nguyen-bao-an.json --receive --follow
  npx lienthong${address} handoffs list
  npx lienthong --help

Ctrl-C stops everything; the data stay.`;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return value;
}
