import type { Claimant, DeathEntry, Deceased, Payee, Payment } from './death-parts';
import type { Fields } from './fields';
import { some } from './some';

// From payloads of the death bundle to the parts of `death-parts.ts`. Each throws `Unmappable`.

export const deceased = (person: Fields): Deceased => {
  const residence = person.object('lastResidence');
  return {
    fullName: person.text('fullName'),
    birthDate: person.partialDate('birthDate'),
    sex: person.coded('sex', { male: 'M', female: 'F' } as const),
    ...some('personalId', person.optionalText('personalId')),
    nationality: person.text('nationality'),
    ethnicity: person.text('ethnicity'),
    lastResidence: { provinceCode: residence.text('province'), communeCode: residence.text('commune'), line: residence.text('line') },
    diedOn: person.object('death').partialDate('date'),
  };
};

export const deathEntry = (entry: Fields): DeathEntry => ({
  number: entry.text('number'),
  book: entry.text('book'),
  page: entry.text('page'),
  registeredOn: entry.date('registeredOn'),
  documentCode: entry.text('documentCode'),
});

export const claimant = (person: Fields): Claimant => ({
  fullName: person.text('fullName'),
  personalId: person.text('personalId'),
  relationToDeceased: person.text('relation'),
  phone: person.text('phone'),
  ...some('email', person.optionalText('email')),
});

export function payee(of: Fields): Payee {
  const kind = of.coded('kind', { person: 'PERSON', organisation: 'ORGANISATION' } as const);
  const name = of.text('name');
  return kind === 'PERSON'
    ? { kind, name, personalId: of.text('personalId'), relationToDeceased: of.text('relation') }
    : { kind, name, organisationCode: of.text('organisationCode') };
}

export function payment(of: Fields): Payment {
  const method = of.coded('method', { cash: 'CASH', transfer: 'TRANSFER' } as const);
  return method === 'CASH' ? { method } : { method, account: of.text('account'), bank: of.text('bank'), holder: of.text('holder') };
}
