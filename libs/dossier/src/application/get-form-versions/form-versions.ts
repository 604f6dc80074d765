import type { Actor } from '@lienthong/access';
import type { Instant } from '@lienthong/calendar';
import { isErased, type DossierEvent, type Erased, type Form, type Personal } from '../../domain';
import type { RecordedEvent } from '../codec/dossier-codec';
import { changesBetween, type Change } from './changes';

/** The form as it was brought once. A later one replaces none: all stand in the history. */
export interface FormVersion {
  readonly version: number;
  readonly at: Instant;
  /** Of what kind who brought it is. */
  readonly actor: Actor['kind'];
  readonly by: 'submission' | 'supplement' | 'correction';
  readonly form: Personal<Form>;
}

export interface ComparedVersion extends FormVersion {
  /** What became another since the version before; absent for the first. */
  readonly changes?: readonly Change[] | Erased;
}

/** The versions of a dossier's form, the first first. */
export async function formVersions(history: AsyncIterable<RecordedEvent>): Promise<FormVersion[]> {
  const versions: FormVersion[] = [];
  for await (const { event, at, metadata } of history) {
    const brought = formIn(event);
    if (brought) versions.push({ version: versions.length + 1, at, actor: metadata.actor.kind, ...brought });
  }
  return versions;
}

function formIn({ type, data }: DossierEvent): Pick<FormVersion, 'by' | 'form'> | undefined {
  switch (type) {
    case 'DossierSubmitted':
      return { by: 'submission', form: data.form };
    case 'SupplementProvided':
      return data.form === undefined ? undefined : { by: 'supplement', form: data.form };
    case 'DossierCorrected':
      return data.form === undefined ? undefined : { by: 'correction', form: data.form };
    default:
      return undefined;
  }
}

/** Each version with what it changed. */
export const compared = (versions: readonly FormVersion[]): ComparedVersion[] =>
  versions.map((version, at) => {
    const before = versions[at - 1];
    return before ? { ...version, changes: between(before.form, version.form) } : version;
  });

function between(before: Personal<Form>, after: Personal<Form>): readonly Change[] | Erased {
  if (isErased(before)) return before;
  return isErased(after) ? after : changesBetween(before, after);
}
