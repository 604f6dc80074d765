import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, SECRET_VARIABLES, VARIABLES } from '@lienthong/installation';
import { configFrom } from './config';

const OURS = /\bLIENTHONG_[A-Z]+(?:_[A-Z]+)*\b/g;
const text = (path: string): string => readFileSync(join(projectRoot(), path), 'utf8');

/** The rows of the table: the variable, and who reads it. */
const table = new Map(
  [...text('docs/configuration.md').matchAll(/^\| `([A-Z_]+)` +\| ([^|]*)\|/gm)].map(([, name = '', readers = '']) => [
    name,
    readers.split(',').map((reader) => reader.trim().replaceAll('`', '')),
  ]),
);
const documented = [...table.keys()].filter((name) => name.startsWith('LIENTHONG_'));

/** What the sources of programs say, tests aside. */
const sources = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', 'apps', 'bench', 'libs'], {
  cwd: projectRoot(),
  encoding: 'utf8',
})
  .split('\0')
  .filter((path) => path.endsWith('.ts') && !path.endsWith('/variables.ts') && !path.endsWith('/configuration.int.spec.ts'));
const named = (paths: readonly string[]) => new Set(paths.flatMap((path) => text(path).match(OURS) ?? []));

describe('the table of variables', () => {
  it('names what the programs know, each once', () => {
    expect([...documented].sort()).toEqual([...VARIABLES].sort());
    expect(text('docs/configuration.md').match(/^\| `[A-Z_]+`/gm)).toHaveLength(table.size);
  });

  it('names all that any source names', () => {
    const files = SECRET_VARIABLES.map((name) => `${name}_FILE`);
    const programs = sources.filter((path) => !path.endsWith('.spec.ts'));
    expect([...named(programs)].filter((name) => !VARIABLES.includes(name) && !files.includes(name))).toEqual([]);
  });

  it('names nothing that no source names any more', () => {
    const known = named(sources);
    expect(VARIABLES.filter((name) => !known.has(name))).toEqual([]);
  });

  it('tells of the engine what it asks its environment for', () => {
    const asked = new Set<string>();
    // A seal that is named has its password read, too.
    const environment = new Proxy<Record<string, string>>(
      { LIENTHONG_SEAL_FILE: join(projectRoot(), 'package.json') },
      { get: (all, name) => (asked.add(String(name)), all[String(name)]) },
    );
    expect(() => configFrom(environment)).toThrow(/LIENTHONG_SEAL_FILE/);
    const files = new Set(SECRET_VARIABLES.map((name) => `${name}_FILE`));
    const engine = documented.filter((name) => table.get(name)?.includes('engine'));
    expect([...asked].filter((name) => name.startsWith('LIENTHONG_') && !files.has(name)).sort()).toEqual(engine.sort());
  });

  it('tells which may lie in files', () => {
    const [, section = ''] = text('docs/configuration.md').split('## Secrets in files');
    for (const name of SECRET_VARIABLES) expect(section).toContain(`\`${name}\``);
  });
});
