import { instant, type Instant } from '@lienthong/calendar';

/** Which state of a dossier is asked for: the one after a revision, or the one at a moment. */
export type At = { readonly revision: number } | { readonly moment: Instant };

/** Neither a revision nor a moment. */
export class AtInvalid extends Error {
  readonly code = 'at-invalid';
}

/** What will be is not known: the same question would be answered in another way later. */
export class AtInFuture extends Error {
  readonly code = 'at-in-future';
}

/** The dossier has fewer revisions. */
export class RevisionNotThere extends Error {
  readonly code = 'revision-not-there';
  readonly details: { readonly last: number };
  constructor(last: number) {
    super(`revisions 0 to ${last} are there`);
    this.details = { last };
  }
}

/** The dossier was submitted after that moment. */
export class NotYetSubmitted extends Error {
  readonly code = 'not-yet-submitted';
  readonly details: { readonly submittedAt: Instant };
  constructor(submittedAt: Instant) {
    super(`submitted at ${submittedAt}`);
    this.details = { submittedAt };
  }
}

/**
 * Reads a revision (`3`), or a moment by RFC 3339 with its offset (`2026-09-21T15:15:00+07:00`). A day alone is refused: it would be
 * midnight of some place.
 *
 * @throws AtInvalid
 */
export function parseAt(text: string): At {
  if (/^\d{1,9}$/.test(text)) return { revision: Number(text) };
  try {
    // A plus sign that was not escaped in the address arrives as a space.
    return { moment: instant(text.replace(/ (?=\d\d:\d\d$)/, '+')) };
  } catch (error) {
    if (error instanceof RangeError) throw new AtInvalid('neither a revision nor a moment with its offset');
    throw error;
  }
}
