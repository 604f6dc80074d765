import { names, type Versions } from './http/entity-tags';

/** The dossier is not at a version that the sender of the command has seen. Nothing was recorded. */
export class VersionChanged extends Error {
  readonly code = 'version-changed';
  readonly details: { readonly revision: number };
  constructor(revision: number) {
    super(`the dossier is at revision ${revision}`);
    this.details = { revision };
  }
}

/** @throws VersionChanged unless the dossier is at one of the versions for which a command was meant; without any, it is meant for all */
export function requireSeen(revision: number, versions: Versions = 'any'): void {
  if (!names(versions, revision)) throw new VersionChanged(revision);
}
