import { installationFrom } from '@lienthong/installation';
import { Command, InvalidArgumentError, Option } from 'commander';
import { Failure } from '../failure';
import type { Language } from '../language';
import { Programs } from '../programs';
import { settingsOf } from '../settings';
import { runTexts } from '../texts/run';

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
      const { json, language } = settingsOf(command);
      // One line each, for programs that read while it runs.
      const say = (value: object, text: string): void => console.log(json ? JSON.stringify(value) : text);
      const { dataDir, signingKeysDir, logFile } = installationFrom(process.env);
      const programs = await Programs.start({
        dataDir,
        signingKeysDir,
        enginePort: options.port,
        simulatorsPort: options.simulatorsPort,
        quiet: true,
        onRestart: (signal) => say({ restarted: 'engine', signal }, runTexts.restarted(signal)[language]),
      });
      const stop = async (code: number): Promise<void> => {
        await programs.stop();
        process.exit(code);
      };
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(0));
      // Who hears that it runs may end it at once.
      const { engineUrl: engine, simulatorsUrl: simulators } = programs;
      say({ ready: true, engine, simulators, log: logFile }, welcome(programs, logFile, language));
      const reason = await programs.ended;
      await programs.stop();
      throw new Failure('ended', reason);
    });
}

function welcome({ engineUrl, simulatorsUrl }: Programs, logFile: string, language: Language): string {
  const address = engineUrl === 'http://127.0.0.1:3000' ? '' : ` --url ${engineUrl}`;
  const words = runTexts.welcome[language];
  return `
${words.running}

  API          ${engineUrl}   ${words.described} ${engineUrl}/docs
  ${words.agencies.padEnd(12)} ${simulatorsUrl}   ${words.simulators} /admin/<agency>/faults
  ${words.data.padEnd(12)} ${logFile}

${words.next}

  npx lienthong${address} dossier submit workflows/birth/examples/nguyen-bao-an.json --receive --follow
  npx lienthong${address} handoffs list
  npx lienthong --help

${words.stop}`;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return value;
}
