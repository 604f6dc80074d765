import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROGRAM = resolve(__dirname, '../../../dist/apps/agency-simulators/src/main.js');

describe('the started simulators', () => {
  let keys: string;
  beforeEach(() => {
    keys = mkdtempSync(join(tmpdir(), 'lienthong-keys-'));
  });
  afterEach(() => rmSync(keys, { recursive: true }));

  const start = (port: number): ChildProcess =>
    fork(PROGRAM, [], { silent: true, env: { ...process.env, LIENTHONG_SIMULATORS_PORT: String(port), LIENTHONG_KEYS_DIR: keys } });

  it('say on which port they are, and end when the program that started them is gone', async () => {
    const simulators = start(0);
    const [{ ready, port }] = (await once(simulators, 'message')) as [{ ready: boolean; port: number }];
    expect(ready).toBe(true);
    expect((await fetch(`http://127.0.0.1:${port}/admin/report`)).status).toBe(200);
    simulators.disconnect();
    expect(await once(simulators, 'exit')).toEqual([0, null]);
  });

  it('say in one line that their port is in use', async () => {
    const first = start(0);
    const [{ port }] = (await once(first, 'message')) as [{ port: number }];
    const second = start(port);
    const said: Buffer[] = [];
    second.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
    expect(await once(second, 'close')).toEqual([1, null]);
    expect(Buffer.concat(said).toString()).toBe(
      `agency simulators: port ${port} on 127.0.0.1 is in use; set LIENTHONG_SIMULATORS_PORT to another, or to 0 for any\n`,
    );
    first.disconnect();
    await once(first, 'exit');
  });
});
