import type { DossierId, Form, Sha256 } from '@lienthong/dossier/domain';
import { onEachDatabase } from '../testing/each-database';
import { type Readers, SUBMISSION, Writers } from '../testing/readers';
import { DuplicateList } from './duplicate-list';

const FORM = SUBMISSION.form as Form;
const TWIN = { ...FORM, child: { ...(FORM['child'] as Form), noticeNumber: '79025.GCS.00418.26', givenName: 'Bình' } };

onEachDatabase('the index of duplicates', (open) => {
  let readers: Readers;
  let writers: Writers;
  let list: DuplicateList;
  beforeEach(async () => {
    readers = await open();
    writers = new Writers(readers);
    list = new DuplicateList(readers.access, { position: () => undefined, reached: () => readers.caughtUp() });
    await writers.submitted();
    await readers.keep();
  });
  afterEach(async () => {
    writers.close();
    await readers.close();
  });

  const marks = async (id: DossierId): Promise<Sha256[]> => Object.values((await writers.dossiers.load(id))?.dossier.fingerprints ?? {});
  const like = async (id: DossierId, limit = 50) => {
    await readers.caughtUp();
    return list.sharing(await marks(id), limit);
  };
  const first = async (): Promise<DossierId> => (await like(await writers.submitted()))[0] as DossierId;

  it('finds what was filed twice at once, oldest first, and no twin', async () => {
    const again = await writers.submitted();
    const twin = await writers.submitted(undefined, { form: TWIN });
    const found = await like(again);
    expect(found).toEqual([expect.any(String), again]);
    expect(await like(twin)).toEqual([twin]);
    expect(await like(again, 1)).toEqual([found[0]]);
  });

  it('knows a dossier by the last version of its form', async () => {
    const before = await first();
    const id = await writers.submitted(undefined, { form: TWIN });
    await writers.do(id, { type: 'RequestSupplement', what: 'the name', fields: [] });
    await writers.do(id, { type: 'ProvideSupplement', supplement: 1, form: FORM });
    expect(await like(before)).toContain(id);
    expect(await like(await writers.submitted(undefined, { form: TWIN }))).not.toContain(id);
  });

  it('forgets a mark that the new form does not have', async () => {
    const { noticeNumber: _, ...child } = FORM['child'] as Form;
    const id = await writers.submitted();
    const notice = (await marks(id)).slice(0, 1);
    await writers.do(id, { type: 'RequestSupplement', what: 'the notice', fields: [] });
    await writers.do(id, { type: 'ProvideSupplement', supplement: 1, form: { ...FORM, child } });
    expect(await like(id)).toContain(id);
    expect(await list.sharing(notice, 50)).not.toContain(id);
  });

  it('leaves out what ended with nothing', async () => {
    const id = await writers.submitted();
    await writers.do(id, { type: 'DeclineDossier', reason: 'filed twice' });
    expect(await like(id)).not.toContain(id);
  });

  it('is the same when it is made anew', async () => {
    const { noticeNumber: _, ...child } = FORM['child'] as Form;
    const id = await writers.submitted();
    await readers.caughtUp();
    await writers.do(id, { type: 'RequestSupplement', what: 'the notice', fields: [] });
    await writers.do(id, { type: 'ProvideSupplement', supplement: 1, form: { ...FORM, child } });
    await readers.caughtUp();
    const before = await readers.digest();
    await readers.empty();
    await readers.keep();
    expect(await readers.digest()).toEqual(before);
  });
});
