import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '@lienthong/installation';
import { Programs } from './programs';
import { printedCommands } from './testing/printed-commands';
import { temporaryFolder } from './testing/started-program';

describe('the page on how to use the API', () => {
  it('has commands for curl that work as they are printed', async () => {
    const folder = temporaryFolder();
    const dataDir = join(folder.path, 'data');
    const keys = join(dataDir, 'signing-keys');
    const programs = await Programs.start({ dataDir, signingKeysDir: keys, enginePort: 0, simulatorsPort: 0, quiet: true });
    try {
      const [block = '', ...others] = printedCommands('docs/how-to/use-the-api.md');
      expect(others).toEqual([]);
      const commands = block.replaceAll('http://127.0.0.1:3000', programs.engineUrl);
      const { stdout } = await promisify(execFile)('sh', ['-e', '-c', commands], { cwd: projectRoot() });
      expect(stdout).toMatch(/"status":"ready".*"dossiers":\[\{"id":"[0-9a-f-]{36}","revision":0,/);
    } finally {
      await programs.stop();
      folder.remove();
    }
  });
});
