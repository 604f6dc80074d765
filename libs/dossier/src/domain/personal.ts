/**
 * A value about a person. It is stored sealed under the dossier's own key; once that key is erased, all that reads it finds
 * {@link ERASED} in its place (Law 91/2025/QH15: erasure where the law permits; every proof still verifies).
 */
export type Personal<T> = T | Erased;

export interface Erased {
  readonly erased: true;
}

export const ERASED: Erased = Object.freeze({ erased: true });

/** An erased value, told from a real one by identity: no form or note can pass for it. */
export const isErased = (value: unknown): value is Erased => value === ERASED;

/** The value, or nothing if it was erased. */
export const known = <T>(value: Personal<T> | undefined): T | undefined => (isErased(value) ? undefined : value);
