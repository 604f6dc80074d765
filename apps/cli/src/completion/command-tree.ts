import type { Argument, Command, Option } from 'commander';

/** All commands, and the options that may stand at each. */
export interface CommandTree {
  readonly nodes: readonly CommandNode[];
  readonly common: readonly OptionNode[];
}

/** What can be typed at one command. */
export interface CommandNode {
  /** `lienthong audit verify` */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly OptionNode[];
  /** What its first argument may be. */
  readonly argument?: Value;
}

export interface OptionNode {
  readonly name: string;
  readonly description: string;
  /** Absent: the option takes no value. */
  readonly value?: Value;
}

/** One of some words, the path of a file or folder, or something that nobody can guess. */
export type Value = { readonly kind: 'choice'; readonly choices: readonly string[] } | { readonly kind: 'path' | 'any' };

/** From commander's own tree. */
export function commandTree(program: Command): CommandTree {
  const nodesOf = (command: Command, path: string): CommandNode[] => {
    const [argument] = command.registeredArguments;
    const node: CommandNode = {
      path,
      commands: command.commands.map((each) => ({ name: each.name(), description: each.description() })),
      options: command === program ? [] : command.options.map(optionNode),
      ...(argument && { argument: valueOf(argument, argument.name()) }),
    };
    return [node, ...command.commands.flatMap((each) => nodesOf(each, `${path} ${each.name()}`))];
  };
  const common = program.options.filter(({ long }) => long !== '--version').map(optionNode);
  return { nodes: nodesOf(program, program.name()), common: [...common, { name: '--help', description: 'show what can be said here' }] };
}

function optionNode(option: Option): OptionNode {
  const { long, flags, description } = option;
  const name = long ?? flags;
  return { name, description, ...((option.required || option.optional) && { value: valueOf(option, flags) }) };
}

/** The name of a value tells whether it is a path. */
function valueOf({ argChoices }: Pick<Option | Argument, 'argChoices'>, name: string): Value {
  if (argChoices) return { kind: 'choice', choices: argChoices };
  return { kind: /\b(file|dir|folder)\b/.test(name) ? 'path' : 'any' };
}
