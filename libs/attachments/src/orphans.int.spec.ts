import { instant } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import type { AttachmentDesk } from './attachment-desk';
import type { CitedHashes } from './orphans';
import { CITIZEN, Office, PDF, pdf, piecesOf } from './testing/office';
import { runKilled } from './testing/run-killed';

describe('files that no event cites', () => {
  let office: Office;
  let dossier: DossierId;
  /** What the log says. */
  let cited: Map<DossierId, readonly string[] | undefined>;
  let desk: AttachmentDesk;
  beforeEach(() => {
    office = new Office();
    dossier = office.newDossier();
    cited = new Map();
    desk = office.desk({ citedBy: byLog });
  });
  afterEach(() => office.remove());

  const byLog: CitedHashes = (id) => Promise.resolve(cited.has(id) ? cited.get(id) : []);
  const uploaded = async (): Promise<string> => (await desk.uploads.accept(CITIZEN, piecesOf(pdf()), { type: PDF })).sha256;
  const taken = async (of = dossier): Promise<string> => {
    const sha256 = await uploaded();
    await desk.take([sha256], CITIZEN, of);
    await desk.release([sha256], CITIZEN);
    return sha256;
  };
  const sweptAt = async (moment: string): Promise<void> => {
    office.time.moveTo(instant(moment));
    desk.start();
    await desk.stop();
  };
  const kept = (sha256: string, of = dossier) => desk.files.check(of, sha256);

  it('go when they are more than a day old, and those that are cited stay', async () => {
    const [orphan, mine, theirs] = [await taken(), await taken(), await taken(office.newDossier())];
    cited.set(dossier, [mine]);
    await sweptAt('2026-11-23T08:59:59+07:00');
    expect([await kept(orphan), await kept(mine)]).toEqual(['whole', 'whole']);
    await sweptAt('2026-11-23T09:00:00+07:00');
    expect([await kept(orphan), await kept(mine)]).toEqual(['missing', 'whole']);
    // Of a dossier of which the log knows nothing, all go.
    expect(office.files().filter((path) => path.startsWith('dossiers/'))).toHaveLength(1);
    expect(theirs).not.toBe(orphan);
  });

  it('stay where nobody can tell: the log is not to be asked, or the key is not there', async () => {
    const orphan = await taken();
    cited.set(dossier, undefined);
    await sweptAt('2026-11-25T09:00:00+07:00');
    expect(await kept(orphan)).toBe('whole');
    await office.vault.erase(dossier);
    cited.set(dossier, []);
    await sweptAt('2026-11-26T09:00:00+07:00');
    expect(office.files().filter((path) => path.startsWith('dossiers/'))).toHaveLength(1);
  });

  it('stay when the log cannot be read', async () => {
    const orphan = await taken();
    const troubles: unknown[] = [];
    const unlucky = office.desk({
      citedBy: () => Promise.reject(new Error('the disk is gone')),
      onTrouble: (error) => troubles.push(error),
    });
    office.time.moveTo(instant('2026-11-24T09:00:00+07:00'));
    unlucky.start();
    await unlucky.stop();
    expect([await kept(orphan), troubles.length]).toEqual(['whole', 1]);
  });

  it('stay when they are about to be cited after all, although they are old', async () => {
    const orphan = await taken();
    office.time.moveTo(instant('2026-11-24T08:00:00+07:00'));
    // The same form again, of which the file is there already.
    await desk.take([orphan], CITIZEN, dossier);
    await sweptAt('2026-11-24T09:00:00+07:00');
    expect(await kept(orphan)).toBe('whole');
    await sweptAt('2026-11-25T09:00:00+07:00');
    expect(await kept(orphan)).toBe('missing');
  });

  it('are not swept from under a request that takes them over at the same moment', async () => {
    const orphan = await taken();
    office.time.moveTo(instant('2026-11-24T08:00:00+07:00'));
    desk.start();
    const again = await desk.take([orphan], CITIZEN, dossier).then(
      () => 'taken',
      (error: unknown) => (error as { code: string }).code,
    );
    await desk.stop();
    // Either it was first, and the file stays; or the file was gone, and whoever cites it has to upload it again.
    expect([again, await kept(orphan)]).toEqual(again === 'taken' ? ['taken', 'whole'] : ['attachment-not-found', 'missing']);
  });

  it('are judged once: what the log cited then is not looked up every day', async () => {
    const mine = await taken();
    const asked: DossierId[] = [];
    desk = office.desk({
      citedBy: (id) => {
        asked.push(id);
        return Promise.resolve([mine]);
      },
    });
    for (const day of ['24', '25', '26']) await sweptAt(`2026-11-${day}T09:00:00+07:00`);
    expect(asked).toEqual([dossier]);
  });

  it('are all that goes after kills, and nothing that was cited', async () => {
    const said = [await runKilled(office.folder, dossier, 6), await runKilled(office.folder, dossier, 3)];
    const acknowledged = said.flatMap(({ kept: hashes }) => hashes);
    // Of those that were kept, every second one was cited by an event before the engine was killed.
    const inLog = acknowledged.filter((_, i) => i % 2 === 0);
    cited.set(dossier, inLog);
    office.dateFiles(instant('2026-11-22T09:00:00+07:00'));
    await sweptAt('2026-11-24T09:00:00+07:00');
    for (const sha256 of said.flatMap(({ begun }) => begun)) {
      expect([sha256, await kept(sha256)]).toEqual([sha256, inLog.includes(sha256) ? 'whole' : 'missing']);
    }
    expect(office.files().filter((path) => path.startsWith('dossiers/'))).toHaveLength(inLog.length);
  });

  it('go in the next sweep when the first one was killed halfway', async () => {
    const [one, other, mine] = [await taken(), await taken(office.newDossier()), await taken()];
    cited.set(dossier, [mine]);
    let asked = 0;
    const killed = office.desk({
      citedBy: (id) => (++asked === 2 ? Promise.reject(new Error('killed')) : byLog(id)),
      onTrouble: () => undefined,
    });
    office.time.moveTo(instant('2026-11-24T09:00:00+07:00'));
    killed.start();
    await killed.stop();
    expect(await kept(mine)).toBe('whole');
    await sweptAt('2026-11-24T10:00:00+07:00');
    expect([await kept(one), await kept(mine)]).toEqual(['missing', 'whole']);
    expect(office.files().filter((path) => path.startsWith('dossiers/'))).toHaveLength(1);
    expect(other).not.toBe(one);
  });

  describe('beside another engine', () => {
    const sweepWhile = async (meanwhile: (asked: number) => Promise<readonly string[]>): Promise<void> => {
      let asked = 0;
      desk = office.desk({ alone: false, citedBy: () => meanwhile(++asked) });
      await sweptAt('2026-11-24T09:00:00+07:00');
    };

    it('stay when that one took them over after they were judged', async () => {
      const orphan = await taken();
      const other = office.desk({ alone: false });
      await sweepWhile(async (asked) => {
        if (asked === 1) await other.take([orphan], CITIZEN, dossier);
        return [];
      });
      expect(await kept(orphan)).toBe('whole');
    });

    it('stay when that one cited them after they were judged, however long ago it took them over', async () => {
      const orphan = await taken();
      await sweepWhile((asked) => Promise.resolve(asked === 1 ? [] : [orphan]));
      expect(await kept(orphan)).toBe('whole');
    });

    it('have to come again where that one meets them on their way out', async () => {
      const orphan = await taken();
      const other = office.desk({ alone: false });
      const met: unknown[] = [];
      await sweepWhile(async (asked) => {
        if (asked === 2) await other.take([orphan], CITIZEN, dossier).catch((error: unknown) => met.push(error));
        return [];
      });
      expect(met).toEqual([expect.objectContaining({ code: 'attachment-not-found' })]);
      expect(await kept(orphan)).toBe('missing');
    });

    it.each([
      ['go in the next sweep', [], 'missing'],
      ['come back in the next sweep, if an event cites them by then,', ['it'], 'whole'],
    ] as const)('%s when the sweep was killed that had put them aside', async (_, then, how) => {
      const orphan = await taken();
      const killed = office.desk({
        citedBy: () =>
          office.files().some((path) => path.startsWith('leaving/')) ? Promise.reject(new Error('killed')) : Promise.resolve([]),
        onTrouble: () => undefined,
      });
      office.time.moveTo(instant('2026-11-24T09:00:00+07:00'));
      killed.start();
      await killed.stop();
      expect(office.files()).toEqual([expect.stringMatching(/^leaving\//)]);
      cited.set(dossier, then.length > 0 ? [orphan] : []);
      await sweptAt('2026-11-24T10:00:00+07:00');
      expect(await kept(orphan)).toBe(how);
      expect(office.files().filter((path) => path.startsWith('leaving/'))).toEqual([]);
    });
  });
});
