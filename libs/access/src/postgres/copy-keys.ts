import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import type { MasterKey } from '../master-key';
import { SqliteKeyVault } from '../sqlite-key-vault';
import { PostgresKeyVault, type WrappedKey } from './postgres-key-vault';

const PAGE = 1_000;

export interface CopiedKeys {
  /** Subjects in the file, those without a key any more among them. */
  readonly subjects: number;
  /** Keys that PostgreSQL did not have before. */
  readonly copied: number;
  /** Subjects whose key is erased at the destination. */
  readonly erased: number;
}

/** Where the keys should go there are others, and nothing was written; or a subject has another key there. */
export class OtherKeys extends Error {
  readonly code = 'other-keys';
  /** @param why `installation`: the keys there are of another one; `subject`: this one has another key there; `missing`: it did not arrive */
  constructor(
    readonly why: 'installation' | 'subject' | 'missing',
    readonly subject = '',
  ) {
    super(`${why} ${subject}`.trim());
  }
}

/**
 * Copies keys out of a file into PostgreSQL, as they are: wrapped, by the same master key. What is there already stays; who was erased in the file or
 * there is erased there. Every key is compared after it was written, so the same again after an interruption is right, and after the last keys were made, too.
 *
 * @throws OtherKeys, WrongMasterKey
 */
export async function copyKeys(
  file: string,
  master: MasterKey,
  url: string,
  onProgress: (subjects: number, of: number) => void,
): Promise<CopiedKeys> {
  const id = SqliteKeyVault.idOf(file, master);
  const db = new Database(`${pathToFileURL(file).href}?mode=ro`);
  let vault: PostgresKeyVault | undefined;
  try {
    vault = await PostgresKeyVault.open(url, master, id);
    if (vault.id !== id) throw new OtherKeys('installation');
    const { of } = db.prepare('SELECT count(*) AS of FROM subject_key').get() as { of: number };
    const page = db.prepare('SELECT subject, wrapped FROM subject_key WHERE subject > ? ORDER BY subject LIMIT ?');
    let [subjects, copied, erased] = [0, 0, 0];
    const next = (after: string): readonly WrappedKey[] => (page.all(after, PAGE) as Row[]).map(asWrapped);
    for (let keys = next(''); keys.length > 0; keys = next(keys.at(-1)?.subject ?? '')) {
      copied += await vault.takeOver(keys);
      erased += await compare(vault, keys);
      subjects += keys.length;
      onProgress(subjects, of);
    }
    return { subjects, copied, erased };
  } finally {
    db.close();
    await vault?.close();
  }
}

/** Bytes come out of libsql as an ArrayBuffer where several rows are asked for. */
interface Row {
  readonly subject: string;
  readonly wrapped: ArrayBuffer | null;
}

const asWrapped = ({ subject, wrapped }: Row): WrappedKey => ({ subject, wrapped: wrapped && Buffer.from(wrapped) });

/** @returns how many of these are erased at the destination */
async function compare(vault: PostgresKeyVault, keys: readonly WrappedKey[]): Promise<number> {
  const there = new Map((await vault.wrapped(keys.map(({ subject }) => subject))).map(({ subject, wrapped }) => [subject, wrapped]));
  let erased = 0;
  for (const { subject, wrapped } of keys) {
    const copy = there.get(subject);
    if (copy === undefined) throw new OtherKeys('missing', subject);
    if (wrapped === null && copy !== null) await vault.erase(subject);
    if (wrapped === null || copy === null) erased++;
    else if (!copy.equals(wrapped)) throw new OtherKeys('subject', subject);
  }
  return erased;
}
