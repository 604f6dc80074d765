/** Versions of a dossier as a client names them in `If-Match` and `If-None-Match`: any that there is, or these revisions. */
export type Versions = 'any' | readonly number[];

/** A field that is not a list of entity tags. */
export class PreconditionInvalid extends Error {
  readonly code = 'precondition-invalid';
}

/** A dossier's version as it goes out: its revision. */
export const etagOf = (revision: number): string => `"${revision}"`;

export const names = (versions: Versions, revision: number): boolean => versions === 'any' || versions.includes(revision);

// One member of the list (RFC 9110, sections 5.6.1 and 8.8.3), which may be empty, with what ends it.
const MEMBER = /[ \t]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*)?(?:,|$)/y;

/**
 * Reads the field. Tags that are no revision are nobody's: they name nothing.
 *
 * @param comparison by RFC 9110, section 8.8.3.2: `If-Match` compares strongly, so that weak tags name nothing
 * @throws PreconditionInvalid
 */
export function parseEntityTags(field: string, comparison: 'strong' | 'weak'): Versions {
  if (field.trim() === '*') return 'any';
  const revisions: number[] = [];
  let tags = 0;
  MEMBER.lastIndex = 0;
  while (MEMBER.lastIndex < field.length) {
    const member = MEMBER.exec(field);
    if (!member) throw new PreconditionInvalid('not a list of entity tags');
    const [, weak, tag] = member;
    if (tag === undefined) continue;
    tags++;
    if (/^(0|[1-9]\d{0,8})$/.test(tag) && (comparison === 'weak' || weak === undefined)) revisions.push(Number(tag));
  }
  if (tags === 0) throw new PreconditionInvalid('no entity tag');
  return revisions;
}
