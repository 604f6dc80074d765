import { Office, SUBMISSION, by } from '../../testing/office';
import type { DossierId, Fingerprints, Form } from '../../domain';

const FORM = SUBMISSION.form as Form;
const TWIN = { ...FORM, child: { ...(FORM['child'] as Form), noticeNumber: '79025.GCS.00418.26', givenName: 'Bình' } };

describe('fingerprints', () => {
  let office: Office;
  beforeEach(() => (office = new Office()));
  afterEach(() => office.close());

  const of = async (id: DossierId): Promise<Fingerprints> => (await office.dossiers.load(id))?.dossier.fingerprints ?? {};

  it('are the same for the same birth, filed twice, and other ones for its twin', async () => {
    const first = await of(await office.submitted());
    expect(await of(await office.submitted({ ...SUBMISSION, channel: 'counter' }))).toEqual(first);
    expect(Object.keys(first)).toEqual(['birth-notice', 'mother-and-child']);
    const twin = await of(await office.submitted({ ...SUBMISSION, form: TWIN }));
    expect(Object.values(twin).filter((fingerprint) => Object.values(first).includes(fingerprint))).toEqual([]);
  });

  it('are those of the last version of the form', async () => {
    const id = await office.submitted();
    const before = await of(id);
    await office.dossiers.execute(id, { type: 'RequestSupplement', what: 'the name', fields: [] }, by('ask'));
    await office.dossiers.execute(id, { type: 'ProvideSupplement', supplement: 1, note: 'tomorrow' }, by('note'));
    expect(await of(id)).toEqual(before);
    await office.dossiers.execute(id, { type: 'RequestSupplement', what: 'the name', fields: [] }, by('ask again'));
    await office.dossiers.execute(id, { type: 'ProvideSupplement', supplement: 2, form: TWIN }, by('form'));
    expect(await of(id)).toEqual(await of(await office.submitted({ ...SUBMISSION, form: TWIN })));
  });

  it('follow a correction', async () => {
    const id = await office.received();
    await office.dossiers.execute(id, { type: 'CorrectDossier', form: TWIN, reason: 'the other twin' }, by('correct'));
    expect(await of(id)).toEqual(await of(await office.submitted({ ...SUBMISSION, form: TWIN })));
  });

  it('stand in the log as digests, from which nobody reads what they are made of', async () => {
    const [submitted] = await office.stored(await office.submitted());
    const { fingerprints, form } = JSON.parse(Buffer.from(submitted?.data ?? []).toString()) as Record<string, Record<string, string>>;
    expect(Object.values(fingerprints ?? {})).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(Object.keys(form ?? {})).toEqual(['sealed']);
  });

  it('are other ones in another installation, which has a key of its own', async () => {
    const elsewhere = new Office();
    try {
      const id = await elsewhere.submitted();
      const theirs = (await elsewhere.dossiers.load(id))?.dossier.fingerprints ?? {};
      expect(Object.values(await of(await office.submitted()))).not.toEqual(Object.values(theirs));
    } finally {
      elsewhere.close();
    }
  });
});
