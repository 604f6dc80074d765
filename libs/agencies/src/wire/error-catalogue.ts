import type { Bilingual } from '@lienthong/bundle';
import { plain } from './text';

/**
 * What an error means for the handoff.
 * - `acknowledged`: they have it already;
 * - `retry`: surely not processed, sending again is right;
 * - `ask-first`: perhaps processed, inquire before sending again;
 * - `final`: sending the same again cannot help, a person has to look.
 */
export type Verdict = 'acknowledged' | 'retry' | 'ask-first' | 'final';

export interface CatalogueEntry {
  readonly verdict: Verdict;
  readonly meaning: Bilingual;
  /** For agencies that say it in prose only: phrases, as {@link plain} leaves them, of which one must occur. */
  readonly phrases?: readonly string[];
}

/** The errors of one agency by code. Codes are stored with the handoff: add, never rename. */
export type ErrorCatalogue = Readonly<Record<string, CatalogueEntry>>;

/** The entry of a code, or else of a phrase within the text. The code wins: prose changes, codes are agreed. */
export function lookUp(catalogue: ErrorCatalogue, code: string, text = ''): (CatalogueEntry & { readonly code: string }) | undefined {
  const entry = Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;
  if (entry !== undefined) return { ...entry, code };
  const said = plain(text);
  const byText = Object.entries(catalogue).find(([, { phrases }]) => phrases?.some((phrase) => said.includes(phrase)));
  return byText && { ...byText[1], code: byText[0] };
}
