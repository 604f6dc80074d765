import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';

/** Puts the definitions of the year together in a folder of their own: the linked bundles, and the single procedures beside them. */
export function assembleWorkflows(folder: string): void {
  const workflows = join(projectRoot(), 'workflows');
  for (const part of ['birth', 'death', 'reference/agencies.yaml', 'reference/calendars']) {
    cpSync(join(workflows, part), join(folder, part), { recursive: true });
  }
  cpSync(join(projectRoot(), 'apps/demo-year/workflows'), folder, { recursive: true });
}
