import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '@lienthong/calendar';
import { projectRoot } from '@lienthong/installation';
import { DOSSIER, workflows } from '../testing/scenario';
import { evolve, type Dossier } from './dossier';
import type { Form, Submission } from './dossier.events';
import { ERASED, type Personal } from './personal';
import { matterOf } from './same-matter';

const AT = instant('2026-10-26T03:00:00Z');

const submission = (example: string): Submission =>
  JSON.parse(readFileSync(join(projectRoot(), 'workflows', `${example}.json`), 'utf8')) as Submission;

const BIRTH = submission('birth/examples/nguyen-bao-an');
const DEATH = submission('death/examples/tran-van-hau');

/** What a dossier of the example is about, with some parts of its form filled in otherwise; `undefined` leaves a field empty. */
function matter(filed: Submission, changes: Readonly<Record<string, Form>> = {}): ReadonlyMap<string, string> {
  const form = { ...(filed.form as Form) };
  for (const [part, fields] of Object.entries(changes)) {
    const merged = Object.entries({ ...(form[part] as Form), ...fields });
    form[part] = Object.fromEntries(merged.filter(([, value]) => value !== undefined));
  }
  return matterOfForm(filed, form);
}

function matterOfForm(filed: Submission, form: Personal<Form>): ReadonlyMap<string, string> {
  const bundle = workflows.inForce(filed.bundle, AT);
  if (!bundle) throw new Error(filed.bundle);
  const dossier = evolve(undefined, { type: 'DossierSubmitted', data: { ...filed, form } }, AT, DOSSIER) as Dossier;
  return matterOf(dossier, bundle);
}

const shared = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] =>
  [...one].flatMap(([name, text]) => (other.get(name) === text ? [name] : []));

describe('the matter of a birth', () => {
  const filed = matter(BIRTH);

  it('is the same birth filed by both parents', () => {
    const byMother = matter(BIRTH, { requester: { fullName: 'Lê Thị Thanh Thảo', relation: 'mother', phone: '0911222333' } });
    expect(shared(filed, byMother)).toEqual(['birth-notice', 'mother-and-child']);
  });

  it('is the same without the number of the birth notice', () =>
    expect(shared(filed, matter(BIRTH, { child: { noticeNumber: undefined } }))).toEqual(['mother-and-child']));

  it('is the same when the parents disagree on the name', () =>
    expect(shared(filed, matter(BIRTH, { child: { givenName: 'Anh' } }))).toEqual(['birth-notice']));

  it.each([
    ['in capitals', { familyName: 'NGUYỄN', middleName: 'BẢO', givenName: 'AN' }],
    ['with marks of their own', { familyName: 'Nguyễn'.normalize('NFD'), middleName: 'Bảo'.normalize('NFD'), givenName: 'An' }],
    ['with more spaces', { familyName: ' Nguyễn ', middleName: 'Bảo  ', givenName: 'An' }],
    ['divided otherwise', { familyName: 'Nguyễn Bảo', middleName: undefined, givenName: 'An' }],
  ])('is the same when the name is written %s', (_, child) =>
    expect(shared(filed, matter(BIRTH, { child }))).toContain('mother-and-child'),
  );

  it('is not that of a twin: twins are not duplicates', () =>
    expect(shared(filed, matter(BIRTH, { child: { noticeNumber: '79025.GCS.00418.26', givenName: 'Bình' } }))).toEqual([]));

  it('is not that of twins whose notices are not there yet', () => {
    const [one, other] = ['An', 'Ân'].map((givenName) => matter(BIRTH, { child: { noticeNumber: undefined, givenName } }));
    expect([...(one?.keys() ?? [])]).toEqual(['mother-and-child']);
    expect(one && other && shared(one, other)).toEqual([]);
  });

  it('is told by the father where the mother is not known', () => {
    const { mother: _, ...rest } = BIRTH.form as Form;
    expect([...matterOfForm(BIRTH, { ...rest, case: 'mother-unknown' }).keys()]).toEqual(['father-and-child']);
  });

  it('is told by the passport of a mother, or of a father, who has no personal ID', () => {
    const foreign = { mother: { personalId: undefined, passport: 'C1234567' } };
    expect(shared(matter(BIRTH, foreign), matter(BIRTH, foreign))).toEqual(['birth-notice', 'mother-and-child']);
    expect(shared(filed, matter(BIRTH, foreign))).toEqual([]);
    const { mother: _, ...rest } = BIRTH.form as Form;
    const { personalId: __, ...father } = rest['father'] as Form;
    const form = { ...rest, case: 'mother-unknown', father: { ...father, passport: 'C7654321' } };
    expect([...matterOfForm(BIRTH, form).keys()]).toEqual(['father-and-child']);
  });

  it('is told by the personal ID alone of a mother who has both', () =>
    expect(shared(filed, matter(BIRTH, { mother: { passport: 'C1234567' } }))).toEqual(['birth-notice', 'mother-and-child']));

  it('is unknown without a personal ID or passport of the mother', () =>
    expect([...matter(BIRTH, { mother: { personalId: undefined } })]).toEqual([]));

  it('is unknown once the personal data is erased', () => expect([...matterOfForm(BIRTH, ERASED)]).toEqual([]));
});

describe('the matter of a death', () => {
  const filed = matter(DEATH);
  const deceased = (DEATH.form as { deceased: { death: object } }).deceased;

  it('is told by the personal ID of the deceased alone', () =>
    expect(shared(filed, matter(DEATH, { deceased: { fullName: 'Trần Văn Hậu B', birthDate: '1950' } }))).toEqual(['deceased']));

  it('is told by name and days without it, whatever the hour', () => {
    const again = matter(DEATH, { deceased: { personalId: undefined, death: { ...deceased.death, hour: 3 } } });
    expect(shared(filed, again)).toEqual(['name-and-days']);
  });
});

describe('a mark', () => {
  const marked = (code: string, value: unknown) => {
    const bundle = workflows.inForce('birth', AT);
    const dossier = evolve(undefined, { type: 'DossierSubmitted', data: BIRTH }, AT, DOSSIER);
    if (!bundle || !dossier) throw new Error('no birth');
    const why = { vi: 'như nhau', en: 'alike' };
    return matterOf(dossier, { ...bundle, code, duplicates: [{ name: 'mark', why, by: { source: 'value', evaluate: () => value } }] }).get(
      'mark',
    );
  };

  it('is of one bundle: a birth and a death are never the same matter', () =>
    expect(marked('birth', ['A'])).not.toBe(marked('death', ['A'])));

  it('does not go by the order of members, but by that of a list', () => {
    expect(marked('birth', { day: 1, name: 'A' })).toBe(marked('birth', { name: 'a', day: 1 }));
    expect(marked('birth', ['A', 'B'])).not.toBe(marked('birth', ['B', 'A']));
  });

  it.each([[''], ['  '], [[]], [['', null]], [{ name: '' }], [undefined]])('that holds nothing is none: %j', (value) =>
    expect(marked('birth', value)).toBeUndefined(),
  );
});

describe('a bundle that says nothing of duplicates', () => {
  it('has no matter that could be the same', () => {
    const bundle = workflows.get('birth@2024-07-01');
    const dossier = evolve(undefined, { type: 'DossierSubmitted', data: BIRTH }, AT, DOSSIER);
    expect(bundle && dossier && [...matterOf(dossier, bundle)]).toEqual([]);
  });
});
