import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createProgram } from '../program';
import { bashCompletion, zshCompletion } from './bash';
import { commandTree } from './command-tree';
import { fishCompletion } from './fish';

const tree = commandTree(createProgram());

/** What bash offers for a line whose last word is being typed. */
async function offered(...line: readonly string[]): Promise<string[]> {
  const script = `${bashCompletion(tree)}
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    complete -p lienthong > /dev/null && _lienthong
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', script, 'bash', ...line], { cwd: __dirname });
  return stdout.split('\n').filter((each) => each !== '');
}

describe('completion in bash', () => {
  it('offers commands, and the commands below a command', async () => {
    expect(await offered('lienthong', 'ba')).toEqual(['backup']);
    expect(await offered('lienthong', 'audit', '')).toEqual(expect.arrayContaining(['verify', 'replay']));
    expect(await offered('lienthong', 'dossier', 'sub')).toEqual(['submit']);
  });

  it('offers the options of a command, and those that may stand anywhere', async () => {
    expect(await offered('lienthong', 'backup', '--')).toEqual(
      expect.arrayContaining(['--data', '--no-verify', '--with-development-key', '--json', '--lang', '--help']),
    );
    expect(await offered('lienthong', 'audit', 'replay', '--a')).toEqual(['--all', '--actor']);
    expect(await offered('lienthong', '--lang', 'vi', 'audit', 'ver')).toEqual(['verify']);
    expect(await offered('lienthong', 'simulate', 'change', '--b')).toEqual(['--bundle']);
  });

  it('offers the words among which one can choose', async () => {
    expect(await offered('lienthong', 'handoffs', 'list', '--group', '')).toEqual(['open', 'pending', 'in-flight', 'parked', 'settled']);
    expect(await offered('lienthong', 'handoffs', 'list', '--lang', '')).toEqual(['vi', 'en']);
    expect(await offered('lienthong', 'completion', 'z')).toEqual(['zsh']);
  });

  it('offers files where a path is to stand, and options behind a dash', async () => {
    expect(await offered('lienthong', 'dossier', 'submit', 'comp')).toEqual(['completion.int.spec.ts']);
    expect(await offered('lienthong', 'audit', 'verify', '--data', 'ba')).toEqual(['bash.ts']);
    expect(await offered('lienthong', 'dossier', 'submit', '--rec')).toEqual(['--receive']);
    expect(await offered('lienthong', 'handoffs', 'release', 'x', '--reason', '')).toEqual([]);
  });
});

describe('completion in other shells', () => {
  it('is that of bash in zsh', () => {
    expect(zshCompletion(tree)).toContain(bashCompletion(tree));
    expect(zshCompletion(tree)).toMatch(/bashcompinit/);
  });

  it('names every command and every option in fish', () => {
    const script = fishCompletion(tree);
    for (const { path, options } of tree.nodes) {
      expect(script).toContain(path);
      for (const { name } of options) expect(script).toContain(`-l ${name.slice(2)}`);
    }
  });
});
