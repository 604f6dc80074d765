import type { CommandTree, OptionNode, Value } from './command-tree';

/** A script for bash: finds the command in what is typed so far, then offers what can stand there. */
export function bashCompletion({ nodes, common }: CommandTree): string {
  const steps = nodes.flatMap(({ path, commands }) =>
    commands.map(({ name }) => `      ${quoted(`${path} ${name}`)}) path="$path $word" ;;`),
  );
  const values = [...nodes.flatMap(({ path, options }) => replies(quoted(`${path} `), options)), ...replies('*', common)];
  const words = nodes.map(({ path, commands, options, argument }) => {
    const names = [...commands, ...options].map(({ name }) => name).join(' ');
    const choices = argument?.kind === 'choice' ? ` ${argument.choices.join(' ')}` : '';
    const paths = argument?.kind === 'path' ? ` [[ $current == -* ]] || { ${reply(argument)}; return; };` : '';
    return `    ${quoted(path)})${paths} words=${quoted(names + choices)} ;;`;
  });
  return `_lienthong() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path=lienthong words= word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$path $word" in
${steps.join('\n')}
    esac
  done
  case "$path $previous" in
${values.join('\n')}
  esac
  case "$path" in
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words ${common.map(({ name }) => name).join(' ')}" -- "$current"))
}
complete -F _lienthong lienthong
`;
}

/** zsh understands the script of bash. */
export const zshCompletion = (tree: CommandTree): string => `autoload -U +X compinit && compinit
autoload -U +X bashcompinit && bashcompinit
${bashCompletion(tree)}`;

const replies = (path: string, options: readonly OptionNode[]): string[] =>
  options.flatMap(({ name, value }) => (value ? [`    ${path}${name}) ${reply(value)}; return ;;`] : []));

function reply(value: Value): string {
  switch (value.kind) {
    case 'choice':
      return `COMPREPLY=($(compgen -W ${quoted(value.choices.join(' '))} -- "$current"))`;
    case 'path':
      return 'compopt -o filenames 2> /dev/null; COMPREPLY=($(compgen -f -- "$current"))';
    case 'any':
      return 'COMPREPLY=()';
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
