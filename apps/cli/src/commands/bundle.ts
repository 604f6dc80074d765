import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { graph, loadWorkflows, mermaid, problemLine, svg, validateWorkflows } from '@lienthong/bundle';
import { localDate, systemClock } from '@lienthong/calendar';
import { installationFrom } from '@lienthong/installation';
import { Command } from 'commander';
import { EXIT, Failure } from '../failure';
import { print, settingsOf } from '../settings';
import { bundleTexts } from '../texts/bundle';
import { failures } from '../texts/failures';

const ownDefinitions = (): string => installationFrom(process.env).workflowsDir;

export function bundleCommand(): Command {
  const bundle = new Command('bundle').description('check and draw the definitions of bundles');
  bundle
    .command('validate [dir]')
    .description('check all definitions of a folder (default: workflows/), naming file, line and cure')
    .action((dir: string | undefined, _: object, command: Command) => {
      const settings = settingsOf(command);
      const folder = resolve(dir ?? ownDefinitions());
      const problems = checked(() => validateWorkflows(folder, localDate(systemClock.now())), folder);
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      const total = (errors === 0 ? bundleTexts.well(folder) : bundleTexts.errors(errors, folder))[settings.language];
      print(settings, { dir: folder, errors, problems }, () =>
        [...problems.map((each) => problemLine(each, settings.language)), total].join('\n'),
      );
      if (errors > 0) process.exitCode = EXIT.notWell;
    });
  bundle
    .command('graph [version]')
    .description('draw a version, e.g. birth@2024-07-01; without a version: list them')
    .option('--dir <folder>', 'another folder of definitions')
    .option('--svg <file>', 'write the drawing as SVG')
    .option('--mermaid <file>', 'write the drawing as Mermaid')
    .action((ref: string | undefined, options: { dir?: string; svg?: string; mermaid?: string }, command: Command) => {
      const settings = settingsOf(command);
      const folder = resolve(options.dir ?? ownDefinitions());
      const workflows = checked(() => loadWorkflows(folder), folder);
      const versions = workflows.list().map((each) => each.ref);
      if (ref === undefined) return print(settings, versions, () => versions.join('\n'));
      const found = workflows.get(ref);
      if (!found) throw new Failure('bundle-unknown', bundleTexts.unknown(ref, versions), EXIT.notDone);
      if (options.svg !== undefined) writeFileSync(options.svg, svg(found));
      if (options.mermaid !== undefined) writeFileSync(options.mermaid, mermaid(found));
      const { code, title, procedures, digest } = found;
      const shape = procedures.map(({ key, agency, routes, gate, needs }) => {
        const ways = routes.map(({ option, agency: to }) => ({ option, agency: to }));
        return { key, agency, ...(ways.length > 0 && { routes: ways }), gate, needs };
      });
      print(settings, { ref, code, title, digest, procedures: shape }, () => graph(found));
    });
  return bundle;
}

function checked<T>(read: () => T, folder: string): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Failure('folder-unreadable', failures.folderUnreadable(folder), EXIT.notDone);
    throw error;
  }
}
