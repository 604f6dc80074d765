import type { CommandTree, OptionNode, Value } from './command-tree';

/** A script for fish: one line for everything that can stand somewhere, with its description. */
export function fishCompletion({ nodes, common }: CommandTree): string {
  const steps = nodes.flatMap(({ path, commands }) => commands.map(({ name }) => quoted(`${path} ${name}`)));
  const lines = nodes.flatMap(({ path, commands, options, argument }) => {
    const here = `complete -c lienthong -n ${quoted(`test (__lienthong_path) = "${path}"`)}`;
    return [
      ...commands.map(({ name, description }) => `${here} -a ${quoted(name)} -d ${quoted(description)}`),
      ...options.map((option) => `${here} ${optionOf(option)}`),
      ...(argument?.kind === 'choice' ? [`${here} -a ${quoted(argument.choices.join(' '))}`] : []),
      ...(argument?.kind === 'path' ? [`${here} -F`] : []),
    ];
  });
  return `function __lienthong_path
    set -l path lienthong
    for word in (commandline -opc)[2..-1]
        switch "$path $word"
            case ${steps.join(' ')}
                set path "$path $word"
        end
    end
    echo $path
end
complete -c lienthong -f
${common.map((option) => `complete -c lienthong ${optionOf(option)}`).join('\n')}
${lines.join('\n')}
`;
}

const optionOf = ({ name, description, value }: OptionNode): string =>
  `-l ${name.slice(2)}${value ? valueOf(value) : ''} -d ${quoted(description)}`;

function valueOf(value: Value): string {
  switch (value.kind) {
    case 'choice':
      return ` -x -a ${quoted(value.choices.join(' '))}`;
    case 'path':
      return ' -r -F';
    case 'any':
      return ' -x';
  }
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
