import { claimant, deathEntry, deceased, type Claimant, type DeathEntry, type Deceased } from '../wire/death-parts';
import { isoDate, object, oneOf, open, personalId, text } from '../wire/schema-parts';
import { handed, type Handed } from './police.parts';

/** Who heads the household from now on. Neither `head` nor `newHead`: it has ended with its only member. */
export interface Household {
  readonly deceasedWasHead: boolean;
  readonly singleMember: boolean;
  readonly head?: { readonly fullName: string; readonly personalId: string };
  readonly newHead?: { readonly fullName: string; readonly personalId: string; readonly relationToDeceased: string };
}

export type ResidenceDeletion = Handed<
  'RESIDENCE_DELETION',
  { readonly deceased: Deceased; readonly deathEntry: DeathEntry; readonly household: Household; readonly declarant: Claimant }
>;

const flag = { type: 'boolean' } as const;

export const residenceDeletion = handed(
  'RESIDENCE_DELETION',
  object({
    deceased,
    deathEntry,
    household: object(
      { deceasedWasHead: flag, singleMember: flag },
      {
        head: object({ fullName: text, personalId }),
        newHead: object({ fullName: text, personalId, relationToDeceased: text }),
      },
    ),
    declarant: claimant,
  }),
);

export interface DeletionNotice {
  readonly kind: 'DELETION_NOTICE';
  readonly noticeNumber: string;
  readonly deletedOn: string;
}
export const deletionNotice = open({ kind: oneOf('DELETION_NOTICE'), noticeNumber: text, deletedOn: isoDate });
