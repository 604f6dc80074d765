import { instant } from '@lienthong/calendar';
import { MemoryEventStore } from '@lienthong/event-store';
import { by, Office, OFFICER, SUBMISSION } from '../../testing/office';
import type { DossierId, Form, Submission } from '../../domain';
import { Duplicates } from '../duplicates/duplicates';
import { ReceiveDossier } from './receive-dossier.command';
import { ReceiveDossierHandler } from './receive-dossier.handler';

describe('a dossier that is received under a newer version than it was submitted under', () => {
  let office: Office;
  beforeEach(() => (office = new Office(new MemoryEventStore(), instant('2026-08-31T16:59:59Z'))));
  afterEach(() => office.close());

  const receivedInSeptember = async (submission: Submission): Promise<unknown> => {
    const id = await office.submitted(submission);
    office.time.moveTo(instant('2026-08-31T17:00:00Z'));
    return receive(id);
  };
  const receive = (id: DossierId) => {
    const handler = new ReceiveDossierHandler(office.dossiers, new Duplicates(office.dossiers, { sharing: () => Promise.resolve([]) }));
    return handler.execute(new ReceiveDossier(id, { ...by('receive'), actor: OFFICER }));
  };

  it('is pinned to the newer one, if its form keeps that, too', async () =>
    expect(await receivedInSeptember(SUBMISSION)).toMatchObject({ bundle: 'birth@2026-09-01' }));

  it('stays as it is, with every field named, if its form lacks what the newer one asks for', async () => {
    const { identityCard: _, ...form } = SUBMISSION.form as Form;
    await expect(receivedInSeptember({ ...SUBMISSION, form })).rejects.toMatchObject({
      code: 'form-outdated',
      breaches: [{ field: '/form/identityCard', rule: 'required' }],
    });
  });

  it('can be received once a supplement has brought the rest', async () => {
    const { identityCard: _, ...form } = SUBMISSION.form as Form;
    const id = await office.submitted({ ...SUBMISSION, form });
    office.time.moveTo(instant('2026-08-31T17:00:00Z'));
    await expect(receive(id)).rejects.toMatchObject({ code: 'form-outdated' });
    await office.dossiers.execute(id, { type: 'RequestSupplement', what: 'the rest', fields: ['/identityCard'] }, by('ask'));
    await office.dossiers.execute(id, { type: 'ProvideSupplement', supplement: 1, form: SUBMISSION.form as Form }, by('provide'));
    expect(await receive(id)).toMatchObject({ bundle: 'birth@2026-09-01' });
  });
});
