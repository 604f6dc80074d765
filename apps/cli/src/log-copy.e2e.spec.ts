import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { developmentMasterKey, SqliteKeyVault } from '@lienthong/access';
import { KurrentDbFacade } from '@lienthong/event-store/kurrentdb/testing';
import { projectRoot } from '@lienthong/installation';
import { TestPostgres } from '@lienthong/postgres/testing';
import { ApiClient } from './api-client';
import { Programs } from './programs';
import { lienthong, temporaryFolder, until } from './testing/started-program';

describe('lienthong log copy', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  let programs: Programs;
  let api: ApiClient;
  let facade: KurrentDbFacade;
  let postgres: TestPostgres;
  let server: string;

  beforeAll(async () => {
    const keys = join(data, 'signing-keys');
    programs = await Programs.start({ dataDir: data, signingKeysDir: keys, enginePort: 0, simulatorsPort: 0, quiet: true });
    api = new ApiClient(programs.engineUrl, 'kind=officer; id=test', 'en');
    [facade, postgres] = await Promise.all([KurrentDbFacade.start(), TestPostgres.start()]);
    server = `esdb://${facade.hosts}`;
    await dossier('nguyen-bao-an');
  });
  afterAll(async () => {
    await Promise.all([facade.stop(), postgres.end()]);
    await programs.stop();
    folder.remove();
  });

  async function dossier(example: string): Promise<void> {
    const form = readFileSync(join(projectRoot(), `workflows/birth/examples/${example}.json`), 'utf8');
    const { id } = await api.submit(JSON.parse(form), example);
    await api.receive(id);
    await until(async () => ((await api.dossier(id)).phase === 'returned' ? true : undefined));
  }
  const copy = (...args: string[]) => lienthong(['log', 'copy', '--from', `sqlite:${data}`, ...args]);

  it('moves the log of a running engine to a KurrentDB, and goes on with what came since', async () => {
    const first = await copy('--to', `kurrentdb:${server}?tls=false`);
    expect(first.stdout).toMatch(
      /^\d+ events copied from \S+log\.db to esdb:\/\/127\.0\.0\.1:\d+\n\d+ events in \d+ streams are the same, byte by byte; every chain of the copy holds\n$/,
    );
    expect(first).toMatchObject({ code: 0, stderr: '' });
    await dossier('le-minh-khoi');
    const file = join(folder.path, 'log.url');
    writeFileSync(file, `${server}?tls=false\n`);
    const again = await lienthong(['log', 'copy', '--from', `sqlite:${data}`, '--json'], { LIENTHONG_LOG_URL_FILE: file });
    expect(JSON.parse(again.stdout)).toMatchObject({ resumed: true, comparison: { faults: [] } });
    const vietnamese = await copy('--to', `${server}?tls=false`, '--lang', 'vi');
    expect(vietnamese.stdout).toMatch(
      /^đã sao chép 0 sự kiện từ .* nối tiếp phần đã có\n.* giống nhau từng byte; mọi chuỗi của bản sao đều nguyên vẹn\n$/,
    );
  });

  it('says which file with an address cannot be read', async () => {
    expect(await lienthong(['audit', 'verify'], { LIENTHONG_LOG_URL_FILE: '/nothing/there' })).toMatchObject({
      code: 2,
      stderr: 'the settings cannot be used: LIENTHONG_LOG_URL_FILE=/nothing/there: the file cannot be read (ENOENT)\n',
    });
  });

  it('is followed by the keys, so that an inspector proves on the servers what happened', async () => {
    const to = await postgres.database();
    const keys = () => lienthong(['keys', 'copy', '--data', data], { LIENTHONG_KEYS_URL: to });
    expect(await keys()).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+ keys of \S+keys\.db are in the database, \d+ of them new/) as string,
    });
    expect((await keys()).stdout).toMatch(/, 0 of them new; 0 are erased there/);
    const master = join(data, 'development-master.key');
    const servers = {
      LIENTHONG_LOG_URL: `${server}?tls=false`,
      LIENTHONG_KEYS_URL: to,
      LIENTHONG_MASTER_KEY_FILE: master,
      LIENTHONG_DATA_DIR: folder.path,
    };
    expect(await lienthong(['audit', 'verify', '--json'], servers)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('"file": "esdb://') as string,
    });
    const { stdout } = await lienthong(['audit', 'replay', '--all', '--json'], servers);
    expect((JSON.parse(stdout) as { verdict: string }[]).map(({ verdict }) => verdict)).toEqual(['equal', 'equal']);
    const exported = await lienthong(['export', '--type', 'DossierSubmitted'], servers);
    expect(exported.stdout.trim().split('\n')).toHaveLength(2);
    const attachments = await lienthong(['audit', 'attachments', '--elsewhere', '--json'], {
      ...servers,
      LIENTHONG_ATTACHMENTS_DIR: join(data, 'attachments'),
    });
    expect(JSON.parse(attachments.stdout)).toMatchObject({ dossiers: 2, missing: [] });
  });

  it('leaves keys where they are that do not belong there', async () => {
    const refused = async (code: string, args: string[], environment: Record<string, string> = {}) => {
      const { code: exit, stdout } = await lienthong(['keys', 'copy', '--json', ...args], environment);
      expect([exit, (JSON.parse(stdout) as { error: { code: string } }).error.code]).toEqual([2, code]);
    };
    await refused('usage', ['--data', data]);
    await refused('no-keys', ['--data', join(folder.path, 'nothing'), '--to', 'postgres://h/d']);
    const to = await postgres.database();
    const other = SqliteKeyVault.open(
      join(folder.path, 'other', 'keys.db'),
      developmentMasterKey(join(folder.path, 'other', 'development-master.key')).key,
    );
    other.close();
    expect(await lienthong(['keys', 'copy', '--data', join(folder.path, 'other'), '--to', to])).toMatchObject({ code: 0 });
    await refused('wrong-master-key', ['--data', data, '--to', to]);
  });

  it('copies back into a file, which the audit then verifies', async () => {
    const file = join(folder.path, 'back', 'log.db');
    const { code } = await lienthong(['log', 'copy', '--from', `${server}?tls=false`, '--to', `sqlite:${file}`]);
    expect(code).toBe(0);
    expect(await lienthong(['audit', 'verify', '--data', join(folder.path, 'back')])).toMatchObject({ code: 0 });
  });

  it('refuses what it cannot do, shows no password, and says what to do', async () => {
    const refused = async (code: string, args: string[]) => {
      const { code: exit, stdout } = await lienthong(['log', 'copy', '--json', ...args]);
      expect([exit, (JSON.parse(stdout) as { error: { code: string } }).error.code]).toEqual([2, code]);
      expect(stdout).not.toContain('geheim');
    };
    const from = ['--from', `sqlite:${data}`];
    await refused('usage', from);
    await refused('log-in-use', [...from, '--to', `sqlite:${join(data, 'log.db')}`]);
    const back = `sqlite:${join(folder.path, 'back')}`;
    await refused('usage', ['--from', back, '--to', back]);
    await refused('log-address-invalid', [...from, '--to', 'postgres://me:geheim@host']);
    await refused('log-address-invalid', [...from, '--to', 'kurrentdb://me:geheim@host?wrong=1']);
    await refused('no-log', ['--from', `sqlite:${join(folder.path, 'nowhere')}`, '--to', `${server}?tls=false`]);
    const other = await KurrentDbFacade.start();
    const event = { id: '0190c1c4-0000-7000-8000-000000000000', type: 'Other', data: Buffer.from('{}'), metadata: Buffer.from('{}') };
    other.log.append('dossier-other', [event], 'none');
    await refused('target-differs', [...from, '--to', `esdb://${other.hosts}?tls=false`]);
    await other.stop();
  });
});
