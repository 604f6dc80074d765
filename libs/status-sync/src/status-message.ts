import type { Instant } from '@lienthong/calendar';
import type { DossierEvent, DossierId, OfficeCode } from '@lienthong/dossier/domain';
import type { Actor } from '@lienthong/event-store';

/** One thing that happened to a dossier, with personal fields erased. */
export interface Fact {
  readonly event: DossierEvent;
  readonly at: Instant;
  readonly actor: Actor;
  /** The command that wrote it: what one command wrote came into the log in one append. */
  readonly command: string;
}

/** One status of a dossier for one receiver. It holds codes, times and set texts: nothing in it names a person. */
export interface StatusMessage {
  readonly dossier: DossierId;
  /** 1, 2, 3 … for each dossier and receiver. */
  readonly number: number;
  readonly status: number;
  /** When it came about. */
  readonly at: Instant;
  /** As what and for whom somebody acted, e.g. `officer:one-stop`, `agency:justice`, `citizen`; never who. */
  readonly handler: string;
  /** The office that answers for the dossier. */
  readonly unit: OfficeCode;
  /** What the status says, in Vietnamese. */
  readonly content: string;
  readonly linkedNumber?: string;
  readonly oneStopCode?: string;
  /** When the dossier was received; absent before. */
  readonly start?: Instant;
  /** When the law wants it done; absent while nobody has counted it. */
  readonly legalEnd?: Instant;
  /** What the citizen is promised now; later than the law's end where an apology was issued. */
  readonly appointment?: Instant;
  /** What was promised before; absent as long as the first promise stands. */
  readonly formerAppointment?: Instant;
  /** Until when the citizen may supplement, where a supplement is asked for. */
  readonly respondBy?: Instant;
  /** Kind of the document that came about, e.g. `KQ.G15.000031` for a birth certificate. */
  readonly resultCode?: string;
}

/** The key under which a receiver knows a message again, however often it comes. */
export const messageKey = ({ dossier, number }: Pick<StatusMessage, 'dossier' | 'number'>): string => `${dossier}.${number}`;
