import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemTimekeeper, type Timekeeper } from '@lienthong/calendar';
import { projectRoot } from '@lienthong/installation';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { configFrom } from '../config';
import { Engine } from '../engine';
import { engineLog } from '../engine-log';
import { createServer } from '../server';

export const OFFICER = { 'lienthong-actor': 'kind=officer; id=tran.thi.b; office=26734; role=one-stop' };
export const CITIZEN = { 'lienthong-actor': 'kind=citizen; id=nguyen.hoang.nam' };

/** A whole submission of the examples. */
export const submission = (name = 'nguyen-bao-an'): Record<string, unknown> =>
  JSON.parse(readFileSync(join(projectRoot(), `workflows/birth/examples/${name}.json`), 'utf8')) as Record<string, unknown>;

/** The first of the examples, of a mother with a number of her own. */
export function anotherBirth(number: number): Record<string, unknown> {
  const whole = submission();
  const form = whole['form'] as Record<string, object>;
  const personalId = `082196${String(number).padStart(6, '0')}`;
  return { ...whole, form: { ...form, mother: { ...form['mother'], personalId } } };
}

/** Nobody's address: what an engine under test says to agencies is lost at once. */
export const NOWHERE = 'http://127.0.0.1:9';

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly type: string;
  readonly body: Record<string, unknown>;
}

/** An engine with its API over a data directory of its own; the agencies are out of reach. */
export class TestApi {
  private mothers = 0;

  private constructor(
    readonly folder: string,
    readonly engine: Engine,
    readonly app: NestFastifyApplication,
  ) {}

  /** @param working whether it dispatches what is due and keeps its read models; without, only commands change a dossier */
  static async open({ time = systemTimekeeper, working = true, environment = {} }: Options = {}): Promise<TestApi> {
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-api-'));
    const config = configFrom({ LIENTHONG_DATA_DIR: folder, LIENTHONG_AGENCIES_URL: NOWHERE, ...environment });
    const engine = await Engine.open(config, time, { warn: () => undefined, error: () => undefined });
    const app = await createServer(engine, engineLog('text', 'warn', time));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    engine.publicUrl = NOWHERE;
    if (working) engine.start(NOWHERE);
    return new TestApi(folder, engine, app);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.engine.close();
    rmSync(this.folder, { recursive: true });
  }

  get(url: string, headers: Record<string, string> = OFFICER): Promise<Answered> {
    return this.call('GET', url, undefined, headers);
  }

  post(url: string, body?: unknown, headers: Record<string, string> = OFFICER): Promise<Answered> {
    return this.call('POST', url, body, headers);
  }

  /** A body that is text or bytes is sent as it is, another one as JSON. */
  async call(method: Method, url: string, body?: unknown, headers: Record<string, string> = OFFICER): Promise<Answered> {
    const payload = body === undefined ? {} : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) };
    const content: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await this.app.inject({ method, url, headers: { ...content, ...headers }, ...payload });
    return {
      status: response.statusCode,
      headers: response.headers,
      type: String(response.headers['content-type'] ?? ''),
      body: response.body === '' ? {} : response.json<Record<string, unknown>>(),
    };
  }

  /** Submits the first of the examples, each time of another mother, so that no two are the same birth; its id. */
  async submitted(more: Record<string, unknown> = {}): Promise<string> {
    const { status, body } = await this.post('/dossiers', { ...anotherBirth(++this.mothers), ...more }, CITIZEN);
    if (status !== 201) throw new Error(`not submitted: ${JSON.stringify(body)}`);
    return String(body['id']);
  }
}

type Method = 'GET' | 'POST' | 'HEAD' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

interface Options {
  readonly time?: Timekeeper;
  readonly working?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}
