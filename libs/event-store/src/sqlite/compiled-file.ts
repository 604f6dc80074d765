import { extname, join, relative, resolve } from 'node:path';

/**
 * A compiled file of this folder, for whoever has to start it by its path: a thread or a child process. Run from dist/ it lies beside this one.
 * A test runner compiles this file on the fly, but what is started outside the runner cannot read TypeScript: then it is taken
 * from dist/, which mirrors the source tree (`npm run build`; jest's global set-up runs it).
 */
export function compiledFile(name: string): string {
  if (extname(__filename) === '.js') return join(__dirname, name);
  const root = resolve(__dirname, '../../../..');
  return join(root, 'dist', relative(root, __dirname), name);
}
