import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemTimekeeper } from '@lienthong/calendar';
import type { Command, DossierId, Submission } from '@lienthong/dossier/domain';
import { v7 as uuidv7 } from 'uuid';
import { configFrom } from './config';
import { Engine } from './engine';
import { createServer as createApi } from './server';
import { exchangeWithStatusSync } from './testing/exchange-with-status-sync';
import { submission } from './testing/test-api';

/** What came to the receivers, and how they answer. */
class Receivers {
  readonly told: { readonly path: string; readonly key: string; readonly dossier: string; readonly status: string }[] = [];
  answer: object = { maLoi: '0', thongBao: '', status: '1', statusDescription: '', errorCode: '', errorDescription: '' };
  private server: Server | undefined;
  url = '';

  async listen(): Promise<void> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const path = request.url ?? '';
        const known = path.startsWith('/portal') || path.startsWith('/linked-channel');
        if (known) {
          const { khoa, maHoSo, trangThai } = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
          this.told.push({ path: path.split('/')[1] ?? '', key: khoa ?? '', dossier: maHoSo ?? '', status: trangThai ?? '' });
        }
        response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(this.answer));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    this.server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((closed) => this.server?.close(closed));
  }

  statuses(path: string, dossier: string): string[] {
    return this.told.filter((each) => each.path === path && each.dossier === dossier).map(({ status }) => status);
  }
}

/** The API of an engine, without a port. */
async function apiOf(engine: Engine) {
  const app = await createApi(engine, { warn: () => undefined, error: () => undefined });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const ask = async (method: 'GET' | 'POST', url: string, actor: string, payload?: object) => {
    const answer = await app.inject({ method, url, headers: { 'lienthong-actor': actor }, ...(payload && { payload }) });
    return { status: answer.statusCode, body: answer.json<object>() };
  };
  return { ask, close: () => app.close() };
}

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};

describe('an engine whose exchange names portal and linked-service channel', () => {
  const warnings: string[] = [];
  let receivers: Receivers;
  let folder: string;
  let engine: Engine;

  beforeEach(async () => {
    receivers = new Receivers();
    await receivers.listen();
    folder = mkdtempSync(join(tmpdir(), 'lienthong-status-sync-'));
    engine = await open();
  });
  afterEach(async () => {
    await engine.close();
    await receivers.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (): Promise<Engine> => {
    const LIENTHONG_EXCHANGE_FILE = exchangeWithStatusSync(folder);
    const config = configFrom({ LIENTHONG_DATA_DIR: folder, LIENTHONG_AGENCIES_URL: receivers.url, LIENTHONG_EXCHANGE_FILE });
    const opened = await Engine.open(config, systemTimekeeper, { warn: (line) => warnings.push(line), error: () => undefined });
    opened.start(receivers.url);
    return opened;
  };

  const received = async (): Promise<DossierId> => {
    const id = uuidv7() as DossierId;
    for (const command of [{ type: 'SubmitDossier', submission: submission() as unknown as Submission }, { type: 'ReceiveDossier' }]) {
      const context = { commandId: randomUUID(), actor: { kind: 'officer', id: 'tran.thi.b', role: 'one-stop' } } as const;
      await engine.dossiers.execute(id, command as Command, context);
    }
    await until(() => receivers.statuses('portal', id).length >= 3 && receivers.statuses('linked-channel', id).length >= 2);
    return id;
  };

  it('tells both what follows from the log, and after a restart only what is new', async () => {
    const first = await received();
    await engine.close();
    expect(existsSync(join(folder, 'status-sync-portal.json'))).toBe(true);
    engine = await open();
    await received();
    expect(receivers.statuses('portal', first)).toEqual(['1', '2', '4']);
    expect(receivers.statuses('linked-channel', first)).toEqual(['1', '3']);
  });

  it('says what stands still, and shows it', async () => {
    receivers.answer = {
      maLoi: 'TD05',
      thongBao: 'Không có hồ sơ',
      status: '0',
      statusDescription: '',
      errorCode: 'LT05',
      errorDescription: '',
    };
    const id = uuidv7() as DossierId;
    const command = { type: 'SubmitDossier', submission: submission() as unknown as Submission } as const;
    await engine.dossiers.execute(id, command, { commandId: randomUUID(), actor: { kind: 'officer', id: 'tran.thi.b' } });
    await until(() => engine.statusSyncs.some((sync) => sync.troubles().length > 0));
    expect(engine.statusSyncs.flatMap((sync) => sync.troubles())).toMatchObject([{ dossier: id, kind: 'refused', code: 'TD05' }]);
    expect(warnings).toContain(`portal: the statuses of dossier ${id} stand still: TD05 (There is no dossier of this code)`);

    const { answer } = new Receivers();
    const api = await apiOf(engine);
    const [officer, operator] = ['kind=officer; id=tran.thi.b', 'kind=operator; id=op-1'];
    const meaning = { vi: 'Không có hồ sơ mang mã này', en: 'There is no dossier of this code' };
    const troubles = () => api.ask('GET', '/status-sync/troubles?receiver=portal', officer);
    expect(await troubles()).toMatchObject({
      status: 200,
      body: {
        receivers: ['portal', 'linked-channel'],
        toldHere: true,
        refused: 1,
        failing: 0,
        troubles: [{ receiver: 'portal', dossier: id, meaning }],
      },
    });
    const release = (actor: string, of = id, receiver = 'portal') =>
      api.ask('POST', `/status-sync/dossiers/${of}/release`, actor, { receiver, reason: 'the portal knows it now' });
    expect(await release(officer)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect(await release(operator, uuidv7() as DossierId)).toMatchObject({ status: 404, body: { code: 'dossier-not-found' } });
    expect(await release(operator, id, 'linked-channel')).toMatchObject({ status: 409, body: { code: 'statuses-not-stopped' } });
    receivers.answer = answer;
    expect(await release(operator)).toEqual({ status: 200, body: { id, receiver: 'portal' } });
    await until(() => engine.statusSyncs.every((sync) => sync.troubles().length === 0));
    expect(await troubles()).toMatchObject({ body: { refused: 0, troubles: [] } });
    let told = await api.ask('GET', `/status-sync/dossiers/${id}`, officer);
    while (!JSON.stringify(told.body).includes('confirmedAt')) {
      await new Promise((resolve) => setImmediate(resolve));
      told = await api.ask('GET', `/status-sync/dossiers/${id}`, officer);
    }
    expect(told.body).toMatchObject({ id, messages: [{ receiver: 'portal', number: 1, status: 1 }] });
    expect(JSON.stringify(told.body)).toContain(`\\"maHoSo\\":\\"${id}\\"`);
    await api.close();
  });
});
