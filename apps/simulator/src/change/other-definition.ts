import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { assemble, loadWorkflows, problemLine, readWorkflowFiles, WorkflowsError, type Bundle, type Workflows } from '@lienthong/bundle';
import type { LocalDate } from '@lienthong/calendar';
import { reasons } from './reasons';
import { Refusal } from './refusal';

/** `birth@next`, `birth@2026-09-01`. */
export interface Named {
  readonly code: string;
  /** A day, or `next`. */
  readonly version: string;
}

/** @throws Refusal */
export function named(text: string): Named {
  const [, code, version] = /^([a-z0-9-]+)@(next|\d{4}-\d{2}-\d{2})$/.exec(text) ?? [];
  if (code === undefined || version === undefined) throw new Refusal('bundle-unreadable', reasons.unreadable(text));
  return { code, version };
}

/** The definitions of an installation. @throws Refusal */
export function definitionsIn(folder: string): Workflows {
  return checked(() => loadWorkflows(folder));
}

/** @throws Refusal the installation has no such bundle, in no version */
export function requireKnown({ bundles }: Workflows, { code }: Named): void {
  const known = [...new Set(bundles.map((each) => each.code))];
  if (!known.includes(code)) throw new Refusal('bundle-unknown', reasons.bundleUnknown(code, known));
}

/** The version that a question is about, among those that are known. @param last day on which a dossier was filed. @throws Refusal */
export function versionAmong({ bundles }: Workflows, { code, version }: Named, last: LocalDate): Bundle {
  const own = bundles.filter((bundle) => bundle.code === code);
  const known = own.map(({ ref }) => ref);
  const found = own.find(({ effective: { from } }) => (version === 'next' ? from > last : from === version));
  if (found) return found;
  throw version === 'next'
    ? new Refusal('no-next-version', reasons.noNext(code, last, known))
    : new Refusal('version-unknown', reasons.versionUnknown(`${code}@${version}`, known));
}

/** A version that lies in a file of its own: it is checked with all else that lies in the folder, but for the other versions. @throws Refusal */
export function versionIn(file: string, folder: string, { code, version }: Named): Bundle {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Refusal('definition-unreadable', reasons.fileUnreadable(file));
  }
  // Asked before it is checked: beside the wrong bundle's other versions it would have errors that are none.
  if (/^bundle: *['"]?([\w-]+)/m.exec(text)?.[1] !== code)
    throw new Refusal('definition-of-another-bundle', reasons.anotherBundle(file, code));
  const others = [...readWorkflowFiles(folder)].filter(([path]) => !new RegExp(`^${code}/[^/]+\\.ya?ml$`).test(path));
  const path = `${code}/${basename(file).replace(/(\.ya?ml)?$/, '.yaml')}`;
  const { bundles } = checked(() => assemble(new Map([...others, [path, text]])));
  const found = bundles.find((bundle) => bundle.code === code);
  if (!found) throw new Refusal('definition-of-another-bundle', reasons.anotherBundle(file, code));
  if (version !== 'next' && found.effective.from !== version)
    throw new Refusal('definition-of-another-version', reasons.anotherVersion(file, found.ref, `${code}@${version}`));
  return found;
}

/** As they are, but that whatever is received is received under this version. */
export const under = (workflows: Workflows, other: Bundle): Workflows => ({
  ...workflows,
  get: (ref) => (ref === other.ref ? other : workflows.get(ref)),
  inForce: (code, at) => (code === other.code ? other : workflows.inForce(code, at)),
});

function checked(load: () => Workflows): Workflows {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof WorkflowsError)) throw error;
    const lines = (language: 'vi' | 'en'): readonly string[] =>
      error.problems.filter(({ severity }) => severity === 'error').map((each) => problemLine(each, language));
    throw new Refusal('definition-invalid', reasons.invalid(lines('vi'), lines('en')));
  }
}
