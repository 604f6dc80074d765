import type { ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { FormData } from '@lienthong/documents';

/** An official form that a dossier has, because something happened to it. */
export interface Paper {
  /**
   * Its name in the dossier, for ever: the form's number alone where a dossier has one at most (`01`, `05`, `06`), otherwise with which
   * of them it is: `02.1`, `04.2`, `03.permanent-residence`.
   */
  readonly name: string;
  /** Revision of the event that issues it; of the control sheet, of the last event on it. */
  readonly revision: number;
  readonly issuedAt: Instant;
  readonly procedure?: ProcedureKey;
  readonly data: FormData;
}
