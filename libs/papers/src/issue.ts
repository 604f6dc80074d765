import type { OfDossier } from '@lienthong/documents';
import type { RecordedEvent } from '@lienthong/dossier';
import type { Dossier } from '@lienthong/dossier/domain';
import { officerOf, oneStopOf } from './one-stop';
import { procedureTitle, type Reference } from './reference';
import { requesterOf } from './requester';

/** The moment at which a form is issued. */
export interface Issue {
  readonly recorded: Pick<RecordedEvent, 'at' | 'revision' | 'metadata'>;
  /** As it stands once all that was written together with the event is known. */
  readonly dossier: Dossier;
  /** All up to then. */
  readonly past: readonly RecordedEvent[];
  readonly reference: Reference;
}

/** What every form of a dossier says. Signed by the officer who did it; a line is left free where none did, or nobody is listed under his id. */
export function headOf({ recorded: { at, metadata }, dossier, reference }: Issue): OfDossier {
  const officer = officerOf(reference, metadata.actor, dossier.office);
  return {
    issuedAt: at,
    office: oneStopOf(reference, dossier.office),
    ...(officer && { officer }),
    dossier: {
      code: codeOf(dossier),
      ...(dossier.oneStopCode !== undefined && dossier.linkedNumber !== undefined && { linkedNumber: dossier.linkedNumber }),
      trackingUrl: reference.trackingUrl(dossier.id),
    },
    requester: requesterOf(dossier, reference),
    procedures: dossier.chosen.map((key) => procedureTitle(reference, dossier, key)),
  };
}

/** By what people call it: the one-stop's own code, else its number at the portal, else its id. */
export const codeOf = ({ oneStopCode, linkedNumber, id }: Dossier): string => oneStopCode ?? linkedNumber ?? id;
