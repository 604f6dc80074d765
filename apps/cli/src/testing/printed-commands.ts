import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';

/** The blocks of commands in a page that are there to be run, marked as `sh run`. */
export function printedCommands(page: string): readonly string[] {
  const text = readFileSync(join(projectRoot(), page), 'utf8');
  return [...text.matchAll(/^```sh run\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block.trim());
}
