import { extname, join, relative } from 'node:path';
import { projectRoot } from '@lienthong/installation';

/** A compiled file of this folder, to start a thread from. A test runner runs the sources, but threads cannot: they run from dist/ there, too. */
export function threadFile(name: string): string {
  if (extname(__filename) === '.js') return join(__dirname, name);
  const root = projectRoot();
  return join(root, 'dist', relative(root, __dirname), name);
}
