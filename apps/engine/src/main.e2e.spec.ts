import { execFile, fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { NOWHERE } from './testing/test-api';

const PROGRAM = join(projectRoot(), 'dist/apps/engine/src/main.js');
const PROBE = join(projectRoot(), 'dist/apps/engine/src/probe.js');

describe('the started engine, as long as it takes anybody’s word for who asks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-main-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const environment = (host: string, dataDir: string) => ({
    ...process.env,
    LIENTHONG_HOST: host,
    LIENTHONG_PORT: '0',
    LIENTHONG_DATA_DIR: dataDir,
    LIENTHONG_AGENCIES_URL: NOWHERE,
  });

  it.each(['0.0.0.0', '::', '::ffff:1.2.3.4', 'example.vn', ''])(
    'refuses to start on %j, with a line that says why, and touches nothing',
    async (host) => {
      const dataDir = join(folder, 'untouched');
      const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) =>
        execFile(process.execPath, [PROGRAM], { env: environment(host, dataDir) }, (error, _, said) =>
          resolve({ code: error?.code, stderr: said }),
        ),
      );
      expect(code).toBe(2);
      expect(stderr).toMatch(/^engine: LIENTHONG_HOST=.*anybody's word.*loopback only.*\n$/);
      expect(stderr).toContain(`LIENTHONG_HOST=${host}:`);
      expect(existsSync(dataDir)).toBe(false);
    },
  );

  it('names all that is wrong with its settings in one message, and touches nothing', async () => {
    const dataDir = join(folder, 'untouched, too');
    const wrong = {
      LIENTHONG_HOST: '0.0.0.0',
      LIENTHONG_PORT: 'x',
      LIENTHONG_QEUE: 'redis://h',
      LIENTHONG_KEYS_URL_FILE: '/nothing/there',
    };
    const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) =>
      execFile(process.execPath, [PROGRAM], { env: { ...environment('', dataDir), ...wrong } }, (error, _, said) =>
        resolve({ code: error?.code, stderr: said }),
      ),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^engine: the configuration has 4 mistakes:\n/);
    for (const name of Object.keys(wrong)) expect(stderr).toMatch(new RegExp(`^  - ${name}`, 'm'));
    expect(existsSync(dataDir)).toBe(false);
  });

  it.each(['localhost'])('starts on %s, and answers there', async (host) => {
    const program: ChildProcess = fork(PROGRAM, { env: environment(host, join(folder, host)), silent: true });
    const [url, ended] = [
      new Promise<string>((resolve) => program.once('message', (message: { url: string }) => resolve(message.url))),
      new Promise<number | null>((resolve) => program.once('exit', resolve)),
    ];
    const response = await fetch(`${await url}/health/ready`);
    expect(response.status).toBe(200);
    const probe = async (what: string): Promise<number> => {
      const asking = fork(PROBE, [what], { env: { ...environment(host, ''), LIENTHONG_PORT: new URL(await url).port }, silent: true });
      return new Promise((resolve) => asking.once('exit', (code) => resolve(code ?? -1)));
    };
    expect([await probe('live'), await probe('ready'), await probe('rich')]).toEqual([0, 0, 1]);
    program.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(await probe('live')).toBe(1);
  });
});
