import type { Position } from '@lienthong/event-store';
import { by, Office, SUBMISSION } from '../../testing/office';
import type { DossierId, Form, Sha256 } from '../../domain';
import { FreshDuplicates, type TrailingIndex } from './fresh-duplicates';

const FORM = SUBMISSION.form as Form;
const TWIN = { ...FORM, child: { ...(FORM['child'] as Form), noticeNumber: '79025.GCS.00418.26', givenName: 'Bình' } };

/** An index that is moved by hand, and knows what it is told. */
class IndexByHand implements TrailingIndex {
  at: Position | undefined;
  found: DossierId[] = [];
  readonly waitedFor: Position[] = [];
  position = (): Position | undefined => this.at;
  reached = async (position: Position): Promise<void> => void this.waitedFor.push(position);
  sharing = async (): Promise<readonly DossierId[]> => this.found;
}

describe('the index of duplicates, with what was appended since', () => {
  let office: Office;
  let index: IndexByHand;
  let fresh: FreshDuplicates;
  beforeEach(() => {
    office = new Office();
    index = new IndexByHand();
    fresh = new FreshDuplicates(index, office.dossiers, undefined, 2);
  });
  afterEach(() => office.close());

  const positionOf = async (id: DossierId): Promise<Position> => (await office.dossiers.load(id))?.position ?? ('' as Position);
  const marks = async (id: DossierId): Promise<Sha256[]> => Object.values((await office.dossiers.load(id))?.dossier.fingerprints ?? {});
  const like = async (id: DossierId, limit = 50) => fresh.sharing(await marks(id), limit);

  it('names a dossier that the index has not heard of, and waits for nothing', async () => {
    const first = await office.submitted();
    const again = await office.submitted();
    expect(await like(again)).toEqual([first, again]);
    expect(index.waitedFor).toEqual([]);
  });

  it('names each once, those of the index too, oldest first, and no more than it is asked for', async () => {
    const first = await office.submitted();
    const again = await office.submitted();
    index.found = [first];
    expect(await like(again)).toEqual([first, again]);
    expect(await like(again, 1)).toEqual([first]);
  });

  it('leaves to the index what that has reached', async () => {
    const first = await office.submitted();
    index.at = await positionOf(first);
    const again = await office.submitted();
    expect(await like(again)).toEqual([again]);
  });

  it('knows what a supplement made of a dossier', async () => {
    const twin = await office.submitted({ ...SUBMISSION, form: TWIN });
    await office.dossiers.execute(twin, { type: 'RequestSupplement', what: 'the name', fields: [] }, by('ask'));
    await office.dossiers.execute(twin, { type: 'ProvideSupplement', supplement: 1, form: FORM }, by('form'));
    const first = await office.submitted();
    expect(await like(first)).toEqual([twin, first]);
  });

  it('waits for what was in the log before the engine began', async () => {
    const before = await positionOf(await office.submitted());
    const id = await office.submitted();
    await new FreshDuplicates(index, office.dossiers, before).sharing(await marks(id), 50);
    expect(index.waitedFor).toEqual([before]);
  });

  it('keeps no more than it has room for, and then waits for what it let go', async () => {
    const ids = [await office.submitted(), await office.submitted(), await office.submitted()];
    const [first, second, third] = ids as [DossierId, DossierId, DossierId];
    index.found = [first];
    expect(await like(third)).toEqual([first, second, third]);
    expect(index.waitedFor).toEqual([await positionOf(first)]);
  });

  it('knows a dossier whose submission was written by a try of unknown outcome', async () => {
    const append = office.store.append.bind(office.store);
    let lost = false;
    office.store.append = async (...written) => {
      const done = await append(...written);
      if (lost) return done;
      lost = true;
      return { ...done, known: true };
    };
    const id = await office.submitted();
    expect(lost).toBe(true);
    expect(await like(id)).toEqual([id]);
  });
});
