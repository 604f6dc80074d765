import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '@lienthong/installation';
import { ApiClient } from './api-client';
import { Programs } from './programs';
import { lienthong, temporaryFolder, until } from './testing/started-program';

describe('operating an installation from the command line', () => {
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder.path, name);
  const data = path('data');
  let programs: Programs;
  let id: string;

  beforeAll(async () => {
    const keys = join(data, 'signing-keys');
    programs = await Programs.start({ dataDir: data, signingKeysDir: keys, enginePort: 0, simulatorsPort: 0, quiet: true });
    const api = new ApiClient(programs.engineUrl, 'kind=officer; id=test', 'en');
    const example = readFileSync(join(projectRoot(), 'workflows/birth/examples/nguyen-bao-an.json'), 'utf8');
    ({ id } = await api.submit(JSON.parse(example), 'once'));
    await api.receive(id);
    await until(async () => ((await api.dossier(id)).phase === 'returned' ? true : undefined));
  });
  afterAll(async () => {
    await programs.stop();
    folder.remove();
  });

  describe('backup and restore', () => {
    it('copies a running installation, verifies the copy, and says what else has to be kept', async () => {
      const { code, stdout } = await lienthong(['backup', path('monday'), '--data', data]);
      expect(stdout).toMatch(/^backup of \d\d\/\d\d\/\d{4} \d\d:\d\d in \S+monday: \d+ events in \d+ streams, [\d.]+ MB$/m);
      expect(stdout).toMatch(/^\d+ events in \d+ streams: every chain holds$/m);
      expect(stdout).toMatch(/^the master key is not in it\. Keep \S+development-master\.key in another place/m);
      expect(code).toBe(0);
    });

    it('says the same in Vietnamese, and as JSON', async () => {
      const { stdout } = await lienthong([
        'backup',
        path('tuesday'),
        '--data',
        data,
        '--lang',
        'vi',
        '--with-development-key',
        '--no-verify',
      ]);
      expect(stdout).toMatch(/^bản sao lưu lúc .* sự kiện trong \d+ chuỗi/m);
      expect(stdout).toMatch(/khóa chính phát triển nằm trong đó/);
      const json = await lienthong(['backup', path('wednesday'), '--data', data, '--json']);
      expect(JSON.parse(json.stdout)).toMatchObject({ folder: path('wednesday'), format: 1, verdict: { faults: [] } });
    });

    it('does not write over a backup', async () => {
      expect(await lienthong(['backup', path('monday'), '--data', data])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('is there already') as string,
      });
    });

    it('restores into another directory, and says how to start', async () => {
      const { code, stdout } = await lienthong(['restore', path('tuesday'), '--data', path('moved')]);
      expect(stdout).toContain(`start: LIENTHONG_DATA_DIR=${path('moved')} npx lienthong run`);
      expect(stdout).not.toMatch(/master key/);
      expect(code).toBe(0);
      expect(await lienthong(['audit', 'replay', id, '--data', path('moved')])).toMatchObject({ code: 0 });
      expect((await lienthong(['restore', path('monday'), '--data', path('keyless')])).stdout).toMatch(/put the master key into \S+/);
    });

    it('refuses where an engine works, where data are, and what is not whole; nothing is changed then', async () => {
      const restore = (backup: string, into: string) => lienthong(['restore', path(backup), '--data', into, '--json']);
      const refused = (code: string) => ({ code: 2, stdout: expect.stringContaining(`"code":"${code}"`) as string });
      expect(await restore('monday', data)).toMatchObject(refused('engine-running'));
      expect(await restore('monday', path('moved'))).toMatchObject(refused('data-there'));
      const log = join(path('wednesday'), 'log.db');
      const whole = readFileSync(log);
      writeFileSync(log, whole.subarray(0, whole.length - 1));
      expect(await restore('wednesday', path('nowhere'))).toMatchObject(refused('backup-damaged'));
      expect(existsSync(path('nowhere'))).toBe(false);
    });

    it('moves old data aside if it is told to', async () => {
      const { code, stdout } = await lienthong(['restore', path('monday'), '--data', path('moved'), '--move-old-aside']);
      expect(stdout).toMatch(/^what was there before is in \S+moved\/replaced-/m);
      expect(code).toBe(0);
      expect(readdirSync(path('moved')).filter((name) => name.startsWith('replaced-'))).toHaveLength(1);
    });

    it('tells that the log that was copied is damaged, and keeps the copy', async () => {
      await lienthong(['restore', path('monday'), '--data', path('tampered')]);
      const sql = `UPDATE appends SET frame = CAST(replace(CAST(frame AS TEXT), 'online', 'onlime') AS BLOB) WHERE position = 2`;
      const program = `const D = require('libsql'); const db = new D(process.argv[1]); db.exec(process.argv[2]); db.close()`;
      await promisify(execFile)(process.execPath, ['-e', program, join(path('tampered'), 'log.db'), sql], { cwd: projectRoot() });
      expect(await lienthong(['backup', path('suspect'), '--data', path('tampered')])).toMatchObject({ code: 1 });
      expect(existsSync(join(path('suspect'), 'manifest.json'))).toBe(true);
    });
  });

  describe('export', () => {
    const lines = (text: string): { type: string; stream: string; position: string }[] =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { type: string; stream: string; position: string });

    it('prints events as lines, all or those that are asked for', async () => {
      const all = lines((await lienthong(['export', '--data', data])).stdout);
      expect(all.map(({ type }) => type)).toEqual(expect.arrayContaining(['SubmissionKeyTaken', 'DossierSubmitted', 'MessageKept']));
      const own = lines((await lienthong(['export', '--data', data, '--dossier', id])).stdout);
      expect(new Set(own.map(({ stream }) => stream))).toEqual(new Set([`dossier-${id}`, `messages-${id}`]));
      const since = await lienthong(['export', '--data', data, '--after', all[5]?.position ?? '', '--from', '2020-01-01', '--raw']);
      expect(lines(since.stdout)).toHaveLength(all.length - 6);
      expect((await lienthong(['export', '--data', data, '--to', '2020-01-01'])).stdout).toBe('');
    });

    it('ends quietly when its reader has enough', async () => {
      const program = join(projectRoot(), 'apps/cli/bin/lienthong.js');
      const command = `"$0" "$1" export --data "$2" | head -n 1`;
      const shell = promisify(execFile)('bash', ['-o', 'pipefail', '-c', command, process.execPath, program, data]);
      await expect(shell).resolves.toMatchObject({ stderr: '' });
      expect(lines((await shell).stdout)).toHaveLength(1);
    });

    it('goes on with a file that was cut off, and says so', async () => {
      const file = path('export.ndjson');
      const first = await lienthong(['export', '--data', data, '--out', file]);
      expect(first.stdout).toMatch(/^\d+ events exported to \S+export\.ndjson; --resume/);
      const whole = readFileSync(file, 'utf8');
      writeFileSync(file, whole.slice(0, whole.length / 2));
      const again = await lienthong(['export', '--data', data, '--out', file, '--resume', '--json']);
      expect(JSON.parse(again.stdout)).toMatchObject({ file, resumed: true });
      expect(readFileSync(file, 'utf8')).toBe(whole);
      expect(await lienthong(['export', '--data', data, '--out', file])).toMatchObject({ code: 2 });
      expect(await lienthong(['export', '--data', data, '--out', file, '--resume', '--raw', '--lang', 'vi'])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('các tùy chọn khác') as string,
      });
    });

    it('says what is wrong with a moment, a position, or --resume without a file', async () => {
      for (const wrong of [['--from', 'yesterday'], ['--after', '12'], ['--resume']]) {
        expect(await lienthong(['export', '--data', data, ...wrong])).toMatchObject({ code: 2, stdout: '' });
      }
    });
  });

  describe('asking the engine', () => {
    const ask = (...args: string[]) => lienthong(['--url', programs.engineUrl, ...args]);

    it('shows a dossier as it was at a revision, at a moment of Viet Nam, and at the end of a day', async () => {
      expect((await ask('dossier', 'show', id, '--at', '0')).stdout).toMatch(
        /^AS OF revision 0; it may have gone on since\n[\s\S]*\nsubmitted\n/,
      );
      const history = JSON.parse((await ask('dossier', 'history', id, '--json')).stdout) as { at: string }[];
      const moment = new Date(Date.parse(history[1]?.at ?? '') + 7 * 3_600_000).toISOString().slice(0, 23).replace('T', ' ');
      const then = await ask('dossier', 'show', id, '--at', moment, '--lang', 'vi');
      expect(then.stdout).toMatch(/^TẠI \d\d\/\d\d\/\d{4} [\d:.]{12}, bản ghi \d;[\s\S]*\nđang giải quyết\n/);
      expect((await ask('dossier', 'show', id, '--at', moment.slice(0, 10))).stdout).toMatch(
        /^AS OF .* revision \d+;[\s\S]*results returned/,
      );
    });

    it('tells that there was nothing yet, is nothing yet, or that a moment makes no sense', async () => {
      for (const [at, said, code] of [
        ['2020-01-01', 'not-yet-submitted', 1],
        ['999', 'revision-not-there', 1],
        ['2999-01-01 10:00', 'at-in-future', 1],
        ['soon', 'moment-invalid', 2],
      ] as const) {
        expect(await ask('dossier', 'show', id, '--at', at, '--json')).toMatchObject({
          code,
          stdout: expect.stringContaining(said) as string,
        });
      }
    });

    it('lists dossiers, by what is asked for', async () => {
      const { stdout } = await ask('dossiers', 'list', '--phase', 'returned', '--outcome', 'completed', '--from', '2020-01-01', '--all');
      expect(stdout).toMatch(new RegExp(`birth@\\d{4}-\\d\\d-\\d\\d +results returned +everything was granted +26734 +online .*${id}`));
      expect((await ask('dossiers', 'list', '--task', 'receive')).stdout).toBe('no dossiers\n');
      expect(await ask('dossiers', 'list', '--to', '2020-01-01', '--json')).toMatchObject({ code: 0 });
    });

    it('lists page by page, or all pages', async () => {
      const submitted = await ask('dossier', 'submit', 'workflows/birth/examples/tran-gia-han.json', '--json');
      const other = (JSON.parse(submitted.stdout) as { id: string }).id;
      const list = async (...args: string[]) => {
        const { stdout } = await ask('dossiers', 'list', '--json', '--limit', '1', ...args);
        return JSON.parse(stdout) as { dossiers: { id: string }[]; next?: string };
      };
      const first = await until(async () => {
        const page = await list();
        return page.dossiers[0]?.id === other ? page : undefined;
      });
      expect((await list('--cursor', first.next ?? '')).dossiers).toMatchObject([{ id }]);
      expect((await list('--all')).dossiers.map((each) => each.id)).toEqual([other, id]);
      expect((await ask('dossiers', 'list', '--limit', '1')).stdout).toMatch(/\n\nthere are more: --cursor \S+, or --all\n$/);
    });

    it('says that nothing is late where all that was received has ended', async () => {
      expect(await ask('dossier', 'due')).toMatchObject({ code: 0, stdout: 'nothing is late, and nothing is due soon\n' });
      const late = await ask('dossier', 'due', '--late', '--office', '26734', '--agency', 'police', '--lang', 'vi');
      expect(late.stdout).toBe('không có việc nào quá hạn\n');
      expect(JSON.parse((await ask('dossier', 'due', '--all', '--json')).stdout)).toMatchObject({ due: [] });
      expect(await ask('dossier', 'due', '--office', 'x', '--json')).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('"code":"request-invalid"') as string,
      });
    });

    it('says that nobody is told statuses, and what of a release was wrong', async () => {
      expect((await ask('status-sync', 'troubles')).stdout).toMatch(/^nobody is told statuses/);
      expect(JSON.parse((await ask('status-sync', 'troubles', '--json')).stdout)).toEqual({
        receivers: [],
        toldHere: true,
        refused: 0,
        failing: 0,
        troubles: [],
      });
      expect((await ask('status-sync', 'told', id)).stdout).toBe('nobody was told anything of this dossier\n');
      const release = ['status-sync', 'release', id, '--receiver', 'portal'];
      expect(await ask(...release)).toMatchObject({ code: 2 });
      expect(await ask(...release, '--reason', 'cleared up', '--json')).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('"code":"receiver-not-configured"') as string,
      });
    });

    it('builds the read models again, and tells how far they are', async () => {
      expect((await ask('read-models', 'rebuild')).stdout).toMatch(/^the read models were built again from \d+ events$/m);
      expect((await ask('read-models', 'show')).stdout).toBe('the read models are as far as the log\n');
    });
  });

  describe('languages and programs', () => {
    it('says results and errors of its own in Vietnamese', async () => {
      const vietnamese = (...args: string[]) => lienthong([...args, '--lang', 'vi']);
      expect((await vietnamese('audit', 'verify', '--data', data)).stdout).toMatch(/sự kiện trong \d+ chuỗi: mọi chuỗi đều nguyên vẹn/);
      expect((await vietnamese('audit', 'replay', '--all', '--data', data)).stdout).toMatch(/1 hồ sơ: 1 khớp|: khớp \(\d+ quyết định/);
      expect((await vietnamese('quarantine', 'list', '--url', programs.engineUrl)).stdout).toMatch(/không có thông điệp nào/);
      expect((await vietnamese('audit', 'verify', '--data', path('nothing'))).stderr).toMatch(/^không có nhật ký/);
      expect((await vietnamese('dossier', 'sumbit')).stderr).toMatch(/không có lệnh 'sumbit' \(có phải là: submit\?\)/);
      expect((await vietnamese('handoffs', 'list', '--url', 'http://127.0.0.1:9')).stderr).toMatch(/không có hệ thống nào trả lời/);
    });

    it('tells a damaged log in Vietnamese, with what was found', async () => {
      const damaged = path('damaged');
      await lienthong(['restore', path('monday'), '--data', damaged]);
      writeFileSync(join(damaged, 'log.db'), 'no database, but longer than the header of one: '.repeat(50));
      const { code, stderr } = await lienthong(['audit', 'verify', '--data', damaged, '--lang', 'vi']);
      expect(stderr).toMatch(/^không đọc được nhật ký: .*is not a log/);
      expect(code).toBe(2);
    });

    it('tells in one line of JSON that everything runs', async () => {
      const child = execFile(
        process.execPath,
        [join(projectRoot(), 'apps/cli/bin/lienthong.js'), 'run', '--json', '--port', '0', '--simulators-port', '0'],
        {
          env: { ...process.env, LIENTHONG_DATA_DIR: path('another') },
        },
      );
      const [line] = await new Promise<string[]>((resolve) => child.stdout?.on('data', (text: string) => resolve(text.split('\n'))));
      expect(JSON.parse(line ?? '')).toMatchObject({ ready: true, engine: expect.stringMatching(/^http/) as string });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    });

    it('prints a script that a shell takes', async () => {
      const program = `"${process.execPath}" "${join(projectRoot(), 'apps/cli/bin/lienthong.js')}"`;
      const command = `source <(${program} completion bash) && complete -p lienthong`;
      expect((await promisify(execFile)('bash', ['-c', command])).stdout).toMatch(/_lienthong/);
    });
  });
});
