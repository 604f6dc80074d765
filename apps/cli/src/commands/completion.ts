import { Argument, Command } from 'commander';
import { bashCompletion, zshCompletion } from '../completion/bash';
import { commandTree } from '../completion/command-tree';
import { fishCompletion } from '../completion/fish';
import { settingsOf } from '../settings';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

export function completionCommand(): Command {
  return new Command('completion')
    .description('print a script with which a shell completes commands and options')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(SCRIPTS)))
    .addHelpText('after', '\nFor this shell: source <(lienthong completion bash)    For fish: lienthong completion fish | source')
    .action((shell: keyof typeof SCRIPTS, _: object, command: Command) => {
      const script = SCRIPTS[shell](commandTree(programOf(command)));
      if (settingsOf(command).json) console.log(JSON.stringify({ shell, script }));
      else process.stdout.write(script);
    });
}

const programOf = (command: Command): Command => (command.parent ? programOf(command.parent) : command);
