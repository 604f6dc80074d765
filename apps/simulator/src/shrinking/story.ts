import { numberOf } from '../people/casebook';
import { simulate } from '../simulate';
import type { Mutation } from '../mutations/mutation';
import type { Shrunk } from './shrink';

/** A dossier's id, as it stands in names. */
const ID = /019a9f00-[0-9a-f]{4}-7[0-9a-f]{3}-8000-[0-9a-f]{12}/g;

/** A text in which dossiers are called by their numbers. */
export const readable = (text: string): string => text.replaceAll(ID, (id) => `dossier ${numberOf(id)}`);

/** What happened, line by line, for a person: who did what, and what went wrong. */
export async function story({ seed, dossiers, faults, broken }: Shrunk, mutation?: Mutation): Promise<string> {
  const lines: string[] = [];
  const tell = (at: string, what: string): void => void lines.push(`${at.slice(0, 10)} ${at.slice(11, 23)}  ${readable(what)}`);
  await simulate({ seed, dossiers, faults: new Set(faults), tell, ...(mutation && { mutation }) });
  return [
    `Seed ${seed}, ${dossiers.length} dossiers (${dossiers.join(', ')}), ${faults.length} faults:`,
    ...faults.map((name) => `  ${readable(name)}`),
    '',
    ...lines,
    '',
    `${broken.invariant}: ${readable(broken.detail)}`,
  ].join('\n');
}

/** A test that lives this history again, to be kept in `apps/simulator/src/kept/`. */
export function testFile({ seed, dossiers, faults, broken }: Shrunk): string {
  const options = JSON.stringify({ seed, dossiers, faults }, undefined, 2).split('\n').join('\n  ');
  return `import { simulate } from '../simulate';

describe('seed ${seed}, which broke “${broken.invariant}”', () => {
  const history = ${options};

  it('keeps all that must be true', async () => {
    const { broken } = await simulate({ ...history, faults: new Set(history.faults) });
    expect(broken).toEqual([]);
  });
});
`;
}
