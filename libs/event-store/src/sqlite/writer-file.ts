import { extname, join, relative, resolve } from 'node:path';

/**
 * The compiled entry of the writer's thread. Run from dist/ it lies beside this file. A test runner compiles this file on the fly, but a thread
 * starts outside the runner and cannot read TypeScript: there the entry is taken from dist/, which mirrors the source tree.
 */
export function writerFile(): string {
  if (extname(__filename) === '.js') return join(__dirname, 'writer-thread.js');
  const root = resolve(__dirname, '../../../..');
  return join(root, 'dist', relative(root, __dirname), 'writer-thread.js');
}
