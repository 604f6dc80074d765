import { claimant, deathEntry, deceased } from '../wire/death-fields';
import type { Fields } from '../wire/fields';
import { some } from '../wire/some';
import type { Household, ResidenceDeletion } from './police.deletion.messages';

/** What is to be deleted of the residence register, in the Police's words. Throws `Unmappable`. */
export const residenceDeletion = (payload: Fields): ResidenceDeletion['content'] => ({
  deceased: deceased(payload.object('deceased')),
  deathEntry: deathEntry(payload.object('registration')),
  household: household(payload.object('household')),
  declarant: claimant(payload.object('requester')),
});

const household = (of: Fields): Household => ({
  deceasedWasHead: of.boolean('deceasedWasHead'),
  singleMember: of.boolean('singleMember'),
  ...some(
    'head',
    of.optional('head', (person) => ({ fullName: person.text('fullName'), personalId: person.text('personalId') })),
  ),
  ...some(
    'newHead',
    of.optional('newHead', (person) => ({
      fullName: person.text('fullName'),
      personalId: person.text('personalId'),
      relationToDeceased: person.text('relation'),
    })),
  ),
});
