import type { ProcedureKey } from '@lienthong/bundle';
import { handoffId, type DossierId, type Sha256 } from '@lienthong/dossier/domain';
import { CITIZEN, OFFICER, submission, TestApi, type Answered } from './testing/test-api';

const FORM = submission()['form'] as Record<string, Record<string, unknown>>;
const BY_MOTHER = { ...FORM, requester: { ...FORM['requester'], fullName: 'Lê Thị Thanh Thảo', relation: 'mother' } };
const TWIN = { ...FORM, child: { ...FORM['child'], noticeNumber: '79025.GCS.00418.26', givenName: 'Bình' } };
const REASON = 'Đã hỏi cả cha và mẹ';

describe('dossiers that seem to be about the same matter', () => {
  let api: TestApi;
  let mother = 0;
  beforeAll(async () => (api = await TestApi.open({ working: false })));
  beforeEach(() => mother++);
  afterAll(() => api.close());

  /** The form of this test's own mother. */
  const hers = (form: typeof FORM) => ({ ...form, mother: { ...form['mother'], personalId: `082196${String(mother).padStart(6, '0')}` } });
  async function filed(form = FORM, channel = 'online'): Promise<string> {
    const { status, body } = await api.post('/dossiers', { ...submission(), form: hers(form), channel }, CITIZEN);
    expect(status).toBe(201);
    return String(body['id']);
  }
  const receive = (id: string): Promise<Answered> => api.post(`/dossiers/${id}/reception`, {});
  const candidates = async (id: string) => (await api.get(`/dossiers/${id}/duplicates`)).body['candidates'] as { id: string }[];
  const decide = (id: string, decision: string, named: string[], headers = OFFICER): Promise<Answered> =>
    api.post(`/dossiers/${id}/duplicates`, { candidates: named, decision, reason: REASON }, headers);

  describe('the same birth filed by both parents', () => {
    it('is taken in, shown to the officer, and not received before somebody has decided', async () => {
      const [father, mother] = [await filed(), await filed(BY_MOTHER, 'counter')];
      expect(await receive(mother)).toMatchObject({ status: 409, body: { code: 'duplicate-undecided', details: { candidates: father } } });
      expect(await candidates(mother)).toMatchObject([
        { id: father, channel: 'online', office: '26734', phase: 'submitted', toDecide: true, matches: [{ mark: 'birth-notice' }, {}] },
      ]);
      expect((await api.get(`/dossiers/${mother}`)).body).toMatchObject({ phase: 'submitted' });
    });

    it('goes on with the first: the second is declined and says where', async () => {
      const [father, mother] = [await filed(), await filed(BY_MOTHER, 'counter')];
      expect(await decide(mother, 'same', [father])).toMatchObject({ status: 200, body: { id: mother, revision: 2 } });
      expect((await api.get(`/dossiers/${mother}`)).body).toMatchObject({ phase: 'closed', outcome: 'declined', duplicateOf: father });
      const { events } = (await api.get(`/dossiers/${mother}/events`)).body as { events: { type: string; data: object }[] };
      expect(events.slice(1)).toMatchObject([
        { type: 'DuplicateDecided', data: { candidates: [father], decision: 'same', reason: 'sealed' } },
        { type: 'DossierDeclined', data: { why: 'duplicate', of: father, reason: 'sealed' } },
      ]);
      expect(await candidates(father)).toEqual([]);
      expect((await receive(father)).status).toBe(200);
    });

    it('goes on with one that is still there: two are not each declined in favour of the other, nor of one that was withdrawn', async () => {
      const [father, mother, third] = [await filed(), await filed(BY_MOTHER, 'counter'), await filed()];
      await api.post(`/dossiers/${third}/withdrawal`, { reason: 'Nộp nhầm nơi' }, CITIZEN);
      expect((await decide(mother, 'same', [father])).status).toBe(200);
      for (const gone of [mother, third]) {
        expect(await decide(father, 'same', [gone])).toMatchObject({ status: 422, body: { code: 'candidate-unknown' } });
      }
      expect((await receive(father)).status).toBe(200);
    });

    it('does not keep the one that came first waiting', async () => {
      const [father, mother] = [await filed(), await filed(BY_MOTHER)];
      expect(await candidates(father)).toMatchObject([{ id: mother, toDecide: false }]);
      expect((await receive(father)).status).toBe(200);
      expect(await receive(mother)).toMatchObject({ status: 409, body: { code: 'duplicate-undecided' } });
    });

    it('is received once, however the two officers hurry', async () => {
      const [father, mother] = await Promise.all([filed(), filed(BY_MOTHER)]);
      const received = await Promise.all([receive(father), receive(mother)]);
      expect(received.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it('is asked about once the dossier is complete: what it lacks comes first', async () => {
      const [, second] = [await filed(), await filed(BY_MOTHER)];
      await api.post(`/dossiers/${second}/supplements`, { what: 'Giấy chứng sinh' });
      expect(await receive(second)).toMatchObject({ status: 409, body: { code: 'supplement-open' } });
      await api.post(`/dossiers/${second}/supplements/1/provision`, {});
      expect(await receive(second)).toMatchObject({ status: 409, body: { code: 'duplicate-undecided' } });
    });

    it('is found after a supplement, too, when the other was received already', async () => {
      const [first, second] = [await filed(TWIN), await filed()];
      await receive(second);
      await api.post(`/dossiers/${first}/supplements`, { what: 'Giấy chứng sinh' });
      await api.post(`/dossiers/${first}/supplements/1/provision`, { form: hers(FORM) });
      expect(await receive(first)).toMatchObject({ status: 409, body: { details: { candidates: second } } });
    });
  });

  describe('twins are not duplicates', () => {
    it('and nobody is asked', async () => {
      const [one, other] = [await filed(), await filed(TWIN)];
      expect([await candidates(one), await candidates(other)]).toEqual([[], []]);
      expect([(await receive(one)).status, (await receive(other)).status]).toEqual([200, 200]);
    });

    it('and where the forms look alike, the officer says so once, for both', async () => {
      const [one, other, third] = [await filed(), await filed(), await filed()];
      expect((await decide(other, 'other', [one])).status).toBe(200);
      expect((await receive(other)).status).toBe(200);
      expect(await candidates(one)).toMatchObject([
        { id: other, decision: 'other', toDecide: false },
        { id: third, toDecide: false },
      ]);
      expect((await receive(one)).status).toBe(200);
      expect(await receive(third)).toMatchObject({ body: { details: { candidates: `${one}, ${other}` } } });
    });
  });

  it('may be filed anew after the first was withdrawn', async () => {
    const first = await filed();
    await api.post(`/dossiers/${first}/withdrawal`, { reason: 'Nộp nhầm nơi' }, CITIZEN);
    const again = await filed();
    expect(await candidates(again)).toEqual([]);
    expect((await receive(again)).status).toBe(200);
  });

  it('may be filed anew after the first was refused', async () => {
    const first = (await filed()) as DossierId;
    await receive(first);
    const handoff = handoffId(first, 'birth-registration' as ProcedureKey);
    const report = { message: 'm-1', via: 'poll', status: 'refused', received: 'a'.repeat(64) as Sha256 } as const;
    const context = { commandId: `${first}/refused`, actor: { kind: 'agency', id: 'justice' } } as const;
    await api.engine.dossiers.execute(first, { type: 'RecordAgencyStatus', handoff, ...report }, context);
    const again = await filed();
    expect(await candidates(again)).toEqual([]);
    expect((await receive(again)).status).toBe(200);
  });

  it('are not found any more once the person is erased', async () => {
    const [first, second] = [await filed(), await filed()];
    await api.engine.vault.erase(first as DossierId);
    expect(await candidates(second)).toEqual([]);
    expect(await candidates(first)).toEqual([]);
    expect((await receive(second)).status).toBe(200);
  });

  it('are told without fingerprints, by which who belongs together could be seen', async () => {
    const id = await filed();
    const shown = JSON.stringify([await api.get(`/dossiers/${id}`), await api.get(`/dossiers/${id}/events`)]);
    expect(shown).not.toMatch(/fingerprint|mother-and-child/);
  });

  it.each([
    ['a citizen', CITIZEN, 'same', 403, 'not-allowed'],
    ['an operator', { 'lienthong-actor': 'kind=operator; id=le.van.c' }, 'other', 403, 'not-allowed'],
    ['a decision that is none', OFFICER, 'perhaps', 400, 'request-invalid'],
  ])('refuses %s', async (_, headers, decision, status, code) => {
    const [first, second] = [await filed(), await filed()];
    expect(await decide(second, decision, [first], headers)).toMatchObject({ status, body: { code } });
  });

  it('refuses a decision on a dossier that has nothing in common with it, on itself, and on none', async () => {
    const [one, twin] = [await filed(), await filed(TWIN)];
    for (const named of [[twin], [one], ['019a9f00-0000-7000-8000-000000000001']]) {
      expect(await decide(one, 'same', named)).toMatchObject({ status: 422, body: { code: 'candidate-unknown' } });
    }
    for (const named of [[], ['x'], [1], Array.from({ length: 51 }, () => one)]) {
      expect(await decide(one, 'same', named as string[])).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    }
    expect((await api.get(`/dossiers/${one}/duplicates`, CITIZEN)).status).toBe(403);
  });

  it('comes too late for a dossier that is received', async () => {
    const [first, second] = [await filed(), await filed()];
    await receive(first);
    expect(await decide(first, 'same', [second])).toMatchObject({ status: 409, body: { code: 'already-received' } });
  });
});
