import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Citing {
  readonly form?: { readonly attachments?: readonly { readonly name: string }[] };
}

/** The files that an example cites and that lie beside it; the others are left to a system that nobody plays. */
export const filesBeside = (example: string, { form }: Citing): readonly string[] =>
  (form?.attachments ?? []).map(({ name }) => join(dirname(example), name)).filter((file) => existsSync(file));
