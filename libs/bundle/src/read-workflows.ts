// The only file of this library that reads the disk.
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { LocalDate } from '@lienthong/calendar';
import type { Problem } from './problem';
import { assemble, validateFiles, type Workflows } from './workflows';
import type { WorkflowFiles } from './workflow-files';

/** Loads every bundle below `dir`. Throws `WorkflowsError`, with all problems, if there is an error in any file. */
export const loadWorkflows = (dir: string): Workflows => assemble(readWorkflowFiles(dir));

/** Everything that is wrong below `dir`, errors and warnings, by file and line; with the day, also what will soon be. Empty: all is well. */
export const validateWorkflows = (dir: string, today?: LocalDate): readonly Problem[] =>
  validateFiles(readWorkflowFiles(dir), today).problems;

/** The YAML and schema files below `dir`. Throws what the file system throws if it cannot be read. */
export function readWorkflowFiles(dir: string): WorkflowFiles {
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(ya?ml|schema\.json)$/.test(path));
  return new Map(paths.sort().map((path) => [path.replaceAll(sep, '/'), readFileSync(join(dir, path), 'utf8')]));
}
