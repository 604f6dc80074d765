import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '@lienthong/installation';
import { Programs } from './programs';
import { printedCommands } from './testing/printed-commands';
import { temporaryFolder } from './testing/started-program';

/** The commands that the README has a newcomer type, as they stand there. */
const commands = printedCommands('README.md').flatMap((block) => block.split('\n'));

describe("the README's first dossier by hand", () => {
  it('works as it is printed', async () => {
    expect(commands.length).toBeGreaterThanOrEqual(4);
    const folder = temporaryFolder();
    const dataDir = join(folder.path, 'data');
    const keys = join(dataDir, 'signing-keys');
    const programs = await Programs.start({ dataDir, signingKeysDir: keys, enginePort: 0, simulatorsPort: 0, quiet: true });
    try {
      const env = { ...process.env, LANG: 'C', LIENTHONG_URL: programs.engineUrl, LIENTHONG_DATA_DIR: dataDir };
      const printed: string[] = [];
      for (const command of commands) {
        const { stdout } = await promisify(execFile)('sh', ['-c', command], { cwd: projectRoot(), env });
        printed.push(stdout);
      }
      expect(printed[0]).toMatch(/giay-chung-sinh\.pdf uploaded/);
      expect(printed[1]).toMatch(/the results are returned \(portal\)/);
      expect(printed.join('')).toMatch(/every chain holds/);
      expect(printed.join('')).toMatch(/equal/);
    } finally {
      await programs.stop();
      folder.remove();
    }
  });
});
