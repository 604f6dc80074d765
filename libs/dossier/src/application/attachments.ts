import type { Actor } from '@lienthong/event-store';
import type { DossierId, Form } from '../domain';

/** The port to the files that forms cite by their SHA-256. */
export interface Attachments {
  /** Which of the hashes stand neither with the dossier nor among what the actor uploaded; none where files need not be here. */
  missing(hashes: readonly string[], actor: Actor, dossier?: DossierId): Promise<readonly string[]>;
  /** Gives the dossier what the actor uploaded. It is on the disk when this resolves: only then may an event cite it. */
  take(hashes: readonly string[], actor: Actor, dossier: DossierId): Promise<void>;
  /** The event that cites them is written: the uploads are not needed any more. */
  release(hashes: readonly string[], actor: Actor): Promise<void>;
}

/** A file as a form cites it. */
export interface CitedAttachment {
  readonly kind: string;
  readonly name: string;
  readonly sha256: string;
}

/** The files that a form cites, in its order. The form has passed its schema, or is one of a version that knows no files. */
export function citedIn({ attachments }: Form): readonly CitedAttachment[] {
  return Array.isArray(attachments) ? attachments.filter(isCitation) : [];
}

const isCitation = (value: unknown): value is CitedAttachment =>
  typeof value === 'object' && value !== null && 'sha256' in value && typeof value.sha256 === 'string';

/** The hashes that a form cites. */
export const hashesIn = (form: Form): readonly string[] => citedIn(form).map(({ sha256 }) => sha256);
