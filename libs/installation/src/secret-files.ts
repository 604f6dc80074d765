import { readFileSync } from 'node:fs';

/**
 * Variables whose value may hold a password. Each may lie in a file instead, which the same name with `_FILE` behind it names, as containers
 * are given secrets: what stands in an environment is seen by whoever may look at a container, and is told to every program it starts.
 */
export const SECRET_VARIABLES = [
  'LIENTHONG_LOG_URL',
  'LIENTHONG_READ_MODELS_URL',
  'LIENTHONG_KEYS_URL',
  'LIENTHONG_QUEUE',
  'LIENTHONG_SEAL_PASSWORD',
] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment with what lies in files put in, and what is wrong with them; no value is shown. One line end behind a value is not part of it. */
export function withSecretFiles(environment: Environment): { readonly environment: Environment; readonly mistakes: readonly string[] } {
  const mistakes: string[] = [];
  const read = SECRET_VARIABLES.flatMap((name): [string, string][] => {
    const variable = `${name}_FILE`;
    const file = environment[variable];
    if (file === undefined) return [];
    if (environment[name] !== undefined) mistakes.push(`${variable}=${file}: ${name} is set, too; leave one of them out`);
    try {
      const value = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
      if (value === '') mistakes.push(`${variable}=${file}: the file is empty`);
      if (/[\r\n]/.test(value)) mistakes.push(`${variable}=${file}: the file has more than one line`);
      return [[name, value]];
    } catch (error) {
      mistakes.push(`${variable}=${file}: the file cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
      return [];
    }
  });
  return { environment: read.length === 0 ? environment : { ...environment, ...Object.fromEntries(read) }, mistakes };
}
