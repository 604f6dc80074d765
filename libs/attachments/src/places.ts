import { createHmac } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Actor } from '@lienthong/access';
import type { DossierId } from '@lienthong/dossier/domain';

/** Where files lie below the folder of attachments. Names are a storage format. */
export const INCOMING = 'incoming';
export const PENDING = 'pending';
export const DOSSIERS = 'dossiers';
/** What is about to go, out of everybody's reach. */
export const LEAVING = 'leaving';

/**
 * A name that only the key's holder can find: the hash of a file says which file it is to whoever has it too, so it does not stand
 * on the disk; without the key the name tells nothing any more.
 */
const nameOf = (key: Buffer, about: string): string => createHmac('sha256', key).update(`lienthong attachment ${about}`).digest('hex');

/** The last digits of an id are random, so folders fill evenly. */
export const folderOfDossier = (root: string, dossier: DossierId): string => join(root, DOSSIERS, dossier.slice(-2), dossier);

export const fileOfDossier = (root: string, dossier: DossierId, key: Buffer, sha256: string): string =>
  join(folderOfDossier(root, dossier), nameOf(key, sha256));

/** Where such a file lies while it is about to go; tells which one it is, should the engine be killed meanwhile. */
export const asideOf = (root: string, file: string): string => join(root, LEAVING, `${basename(dirname(file))}.${basename(file)}`);

/** The place that a file has left. */
export function backFrom(root: string, aside: string): { readonly dossier: DossierId; readonly file: string } {
  const [dossier = '', name = ''] = basename(aside).split('.');
  return { dossier: dossier as DossierId, file: join(folderOfDossier(root, dossier as DossierId), name) };
}

/** @param day of the upload, under whose key it is sealed */
export const folderOfUploads = (root: string, day: string, key: Buffer, { kind, id }: Actor): string =>
  join(root, PENDING, day, nameOf(key, `of ${kind} ${id}`));

export const fileOfUpload = (root: string, day: string, key: Buffer, actor: Actor, sha256: string): string =>
  join(folderOfUploads(root, day, key, actor), nameOf(key, sha256));
