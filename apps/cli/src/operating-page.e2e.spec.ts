import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '@lienthong/installation';
import { Programs } from './programs';
import { printedCommands } from './testing/printed-commands';
import { temporaryFolder } from './testing/started-program';

describe('the page on how to operate the embedded profile', () => {
  it('works as it is printed, in folders of its own, while the engine runs', async () => {
    const folder = temporaryFolder();
    const [home, backups] = [join(folder.path, 'srv'), join(folder.path, 'backups')];
    mkdirSync(backups);
    const dataDir = join(home, 'data');
    const keys = join(dataDir, 'signing-keys');
    const programs = await Programs.start({ dataDir, signingKeysDir: keys, enginePort: 0, simulatorsPort: 0, quiet: true });
    try {
      const sh = async (commands: string): Promise<string> => {
        const env = { ...process.env, LANG: 'C', LIENTHONG_URL: programs.engineUrl };
        return (await promisify(execFile)('sh', ['-e', '-c', commands], { cwd: projectRoot(), env })).stdout;
      };
      await sh('npx lienthong dossier submit workflows/birth/examples/nguyen-bao-an.json --receive');
      const blocks = printedCommands('docs/how-to/operate-the-embedded-profile.md');
      expect(blocks.length).toBeGreaterThanOrEqual(5);
      const printed: string[] = [];
      for (const block of blocks) {
        printed.push(await sh(block.replaceAll('/var/backups/lienthong', backups).replaceAll('/srv/lienthong', home)));
      }
      expect(printed.join('')).toMatch(/backup of .* in \S+monday: \d+ events/);
      expect(printed.join('')).toMatch(/every chain holds/);
      expect(printed.join('')).toMatch(/restored is as it was on .*\nbefore you start: put the master key into/);
      expect(readdirSync(backups)).toEqual([
        expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
        'events.ndjson',
        'events.ndjson.order.json',
        'monday',
      ]);
      expect(readFileSync(join(backups, 'events.ndjson'), 'utf8')).toMatch(/"type":"DossierReceived"/);
    } finally {
      await programs.stop();
      folder.remove();
    }
  });
});
