import type { Actor } from '@lienthong/access';
import { instant, toMillis } from '@lienthong/calendar';
import { by, Office, OFFICER, SUBMISSION } from '../testing/office';
import { SubmissionKeys } from './submission-keys';

describe('the keys of submissions', () => {
  let office: Office;
  let keys: SubmissionKeys;
  beforeEach(() => {
    office = new Office();
    keys = restarted();
  });
  afterEach(() => office.close());

  const restarted = () => new SubmissionKeys(office.journal, office.vault, office.time);
  const citizen: Actor = { kind: 'citizen', id: 'nam' };

  it('give the same dossier for the same key and request, also after a restart', async () => {
    const id = await keys.idFor(citizen, 'k-1', SUBMISSION);
    expect(await keys.idFor(citizen, 'k-1', SUBMISSION)).toBe(id);
    expect(await restarted().idFor(citizen, 'k-1', SUBMISSION)).toBe(id);
  });

  it('give another dossier for another key, and to another actor', async () => {
    const ids = await Promise.all([
      keys.idFor(citizen, 'k-1', SUBMISSION),
      keys.idFor(citizen, 'k-2', SUBMISSION),
      keys.idFor({ ...citizen, id: 'thao' }, 'k-1', SUBMISSION),
      keys.idFor(OFFICER, 'k-1', SUBMISSION),
    ]);
    expect(new Set(ids).size).toBe(4);
  });

  it('refuse another request under the same key', async () => {
    await keys.idFor(citizen, 'k-1', SUBMISSION);
    const other = { ...SUBMISSION, channel: 'counter' };
    await expect(restarted().idFor(citizen, 'k-1', other)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('give one dossier to two who ask at once, also at two engines', async () => {
    const ids = await Promise.all([keys, keys, restarted()].map((each) => each.idFor(citizen, 'k-1', SUBMISSION)));
    expect(new Set(ids).size).toBe(1);
  });

  it('refuse one of two different requests that come at once', async () => {
    const both = [SUBMISSION, { ...SUBMISSION, channel: 'counter' }].map((request) => keys.idFor(citizen, 'k-1', request));
    const outcomes = (await Promise.allSettled(both)).map(({ status }) => status);
    expect(outcomes.sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('lead to one dossier when the engine was killed between the key and the submission', async () => {
    const id = await keys.idFor(citizen, 'k-1', SUBMISSION);
    const again = await restarted().idFor(citizen, 'k-1', SUBMISSION);
    await office.dossiers.execute(again, { type: 'SubmitDossier', submission: SUBMISSION }, by('k-1'));
    expect(await office.types(id)).toEqual(['DossierSubmitted']);
  });

  it('tell nothing of the request once the key of the dossier is erased, and still name the dossier', async () => {
    const id = await keys.idFor(citizen, 'k-1', SUBMISSION);
    await office.vault.erase(id);
    expect(await restarted().idFor(citizen, 'k-1', { any: 'thing' })).toBe(id);
  });

  it('write neither the request nor the key of the client in clear', async () => {
    await keys.idFor(citizen, 'secret-of-the-client', SUBMISSION);
    for await (const { stream, data, metadata } of office.store.readAll()) {
      expect(`${stream}${String(Buffer.from(data))}${String(Buffer.from(metadata))}`).not.toMatch(/secret-of-the-client|Nguyễn/);
    }
  });

  it('give ids that sort by the time of submission', () => {
    const first = keys.newId();
    office.time.moveTo(instant(toMillis(office.time.now()) + 1));
    const second = keys.newId();
    expect(first < second).toBe(true);
    expect(second).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });
});
