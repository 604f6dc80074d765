import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CITIZEN, Office } from './testing/office';
import { runKilled } from './testing/run-killed';

describe('files whose engine is killed', () => {
  let office: Office;
  beforeEach(() => {
    office = new Office();
  });
  afterEach(() => office.remove());

  it('are there as a whole or not at all, and all of those that were acknowledged, kill after kill', async () => {
    const dossier = office.newDossier();
    const all = { begun: new Set<string>(), kept: new Set<string>() };
    for (const files of [1, 12, 3, 25]) {
      const { begun, kept } = await runKilled(office.folder, dossier, files);
      for (const sha256 of begun) all.begun.add(sha256);
      for (const sha256 of kept) all.kept.add(sha256);
      const desk = office.desk();
      expect(readdirSync(join(office.root, 'incoming'))).toEqual([]);
      for (const sha256 of all.begun) {
        const found = await desk.files.check(dossier, sha256);
        expect([sha256, found]).toEqual([sha256, all.kept.has(sha256) ? 'whole' : expect.stringMatching(/^(whole|missing)$/)]);
      }
    }
    expect(all.kept.size).toBeGreaterThanOrEqual(41);
    expect(await office.desk().missing([...all.kept], CITIZEN, dossier)).toEqual([]);
  });
});
