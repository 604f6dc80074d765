import { connect } from 'node:net';
import { join } from 'node:path';
import { instant, plusMillis, systemClock, type Instant } from '@lienthong/calendar';
import { readPrivateKey, signRequest, type SigningKey } from '@lienthong/agencies';
import { handoffId, type DossierId, type Sha256 } from '@lienthong/dossier/domain';
import { SqliteEventStore } from '@lienthong/event-store';
import { hostileBytes, hostileJson, hostileText, inRuns } from '@lienthong/hostile-input';
import fc from 'fast-check';
import { isProblemCode, PROBLEMS } from './http/problems';
import { CITIZEN, NOWHERE, OFFICER, submission, TestApi } from './testing/test-api';
import { operationsOf, type Operation } from './testing/openapi';

const OPERATOR = { 'lienthong-actor': 'kind=operator; id=le.van.c' };

/** What the log holds. Whatever is refused leaves it as it was. */
class LogWatch {
  private constructor(private readonly log: SqliteEventStore) {}

  static async on(folder: string): Promise<LogWatch> {
    return new LogWatch(await SqliteEventStore.open(join(folder, 'log.db'), { readOnly: true }));
  }

  async end(): Promise<string> {
    for await (const { position } of this.log.readAll({ direction: 'backwards', limit: 1 })) return position;
    return '';
  }

  async quarantined(): Promise<number> {
    let count = 0;
    for await (const _ of this.log.readAll({ filter: { streamPrefixes: ['quarantine-'] } })) count++;
    return count;
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** What holds of every answer to what was not asked in the right way. */
function checkAnswer({ status, type, text }: Answer): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
  // Nothing of our inside: no stacks, no files.
  expect(text).not.toMatch(/\.(ts|js):\d+|node_modules|SQLITE/);
  if (status < 400) return;
  expect(type).toBe('application/problem+json; charset=utf-8');
  const { code, messages, ...problem } = JSON.parse(text) as { code: string; status: number; messages: { vi: string; en: string } };
  if (!isProblemCode(code)) throw new Error(`no code of ours: ${code}`);
  expect([problem.status, PROBLEMS[code].status]).toEqual([status, status]);
  for (const said of [messages.vi, messages.en]) expect(said).toMatch(/^\S.{10,}/s);
}

describe('hostile input', () => {
  let api: TestApi;
  let log: LogWatch;
  let id: DossierId;
  beforeAll(async () => {
    // It does nothing by itself, so that what changes the log is what came in.
    api = await TestApi.open({ working: false });
    log = await LogWatch.on(api.folder);
    id = (await underWay()) as DossierId;
  });
  afterAll(async () => {
    await log.close();
    await api.close();
  });

  /** A dossier whose birth is registered, so that all other handoffs are requested. */
  async function underWay(): Promise<string> {
    const dossier = await api.submitted();
    await api.post(`/dossiers/${dossier}/reception`, {});
    const result = {
      number: '118',
      book: '01/2026',
      page: '59',
      registeredOn: '2026-10-27',
      personalId: '079326000417',
      document: { code: 'KQ.G15.000031' },
    };
    await api.engine.dossiers.execute(
      dossier as DossierId,
      {
        type: 'RecordAgencyStatus',
        handoff: handoffTo(dossier, 'birth-registration'),
        message: 'done',
        via: 'poll',
        status: 'completed',
        received: 'a'.repeat(64) as Sha256,
        result,
      },
      { commandId: 'done', actor: { kind: 'agency', id: 'justice' } },
    );
    return dossier;
  }

  const handoffTo = (dossier: string, procedure: string) => handoffId(dossier as DossierId, procedure as Parameters<typeof handoffId>[1]);

  async function send(method: string, url: string, headers: Record<string, string>, payload?: Buffer): Promise<Answer> {
    const response = await api.app.inject({ method: method as 'GET', url, headers, ...(payload && { payload }) });
    return { status: response.statusCode, type: String(response.headers['content-type'] ?? ''), text: response.body };
  }

  /** Whatever it is, it is answered well; and what is refused leaves no trace. */
  async function holds(ask: () => Promise<Answer>): Promise<Answer> {
    const before = await log.end();
    const answer = await ask();
    checkAnswer(answer);
    if (answer.status >= 400) expect(await log.end()).toBe(before);
    return answer;
  }

  it('is found for every route, by the description of the API', async () => {
    const operations = operationsOf((await api.get('/docs-json', {})).body);
    expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining([
        'POST /dossiers',
        'GET /dossiers/{id}',
        'GET /dossiers/{id}/events',
        'GET /dossiers/{id}/form-versions',
        'POST /dossiers/{id}/reception',
        'POST /dossiers/{id}/results/return',
        'POST /dossiers/{id}/supplements',
        'POST /dossiers/{id}/supplements/{number}/provision',
        'POST /dossiers/{id}/payments',
        'POST /dossiers/{id}/payments/{number}/receipt',
        'POST /dossiers/{id}/withdrawal',
        'POST /dossiers/{id}/refusal',
        'POST /dossiers/{id}/stop',
        'POST /dossiers/{id}/corrections',
        'GET /dossiers/{id}/duplicates',
        'POST /dossiers/{id}/duplicates',
        'POST /handoffs/{handoff}/release',
        'POST /agencies/{agency}/messages',
        'GET /version',
        'GET /health/ready',
      ]),
    );
  });

  it('is answered clearly on every route, and nothing of it is kept', async () => {
    const operations = operationsOf((await api.get('/docs-json', {})).body);
    for (const operation of operations) {
      // What is well-formed by chance may end the dossier: each route begins with another.
      const dossier = await underWay();
      await fc.assert(
        fc.asyncProperty(requestTo(operation, dossier), async ({ url, headers, body }) => {
          await holds(() => send(operation.method, url, headers, body));
        }),
        inRuns(operation.body === undefined ? 40 : 80),
      );
    }
  });

  /** A request that is hostile in one of its parts at least, and like a good one in the others. */
  function requestTo({ method, path, parameters, body }: Operation, dossier: string) {
    const good: Readonly<Record<string, string>> = {
      id: dossier,
      handoff: handoffTo(dossier, 'permanent-residence'),
      agency: 'police',
      code: 'not-json',
      number: '1',
    };
    const part = (value: string) => fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, hostileText.map(inAddress));
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const url = fc.tuple(...names.map((name) => part(good[name] ?? 'x'))).map((parts) => fill(path, names, parts));
    const query = fc.oneof(
      { weight: 3, arbitrary: fc.constant('') },
      fc
        .array(fc.tuple(fc.oneof(fc.constantFrom('x', ...parameters), hostileText), hostileText), { minLength: 1, maxLength: 3 })
        .map((pairs) => `?${pairs.map(([name, value]) => `${inAddress(name)}=${inAddress(value)}`).join('&')}`),
    );
    const example = method === 'POST' && path === '/dossiers' ? submission() : body;
    return fc.record({
      url: fc.tuple(url, query).map((parts) => parts.join('')),
      headers: headersOf(example !== undefined),
      body: example === undefined ? fc.constant(undefined) : hostileBytes(example),
    });
  }

  const fill = (path: string, names: readonly string[], parts: readonly string[]): string =>
    names.reduce((url, name, at) => url.replace(`{${name}}`, () => parts[at] ?? ''), path);

  /** Escaped so far that the address stays one; what is escaped wrongly has a test of its own. */
  const inAddress = (text: string): string => encodeURIComponent(text.slice(0, 3_000).replace(/\p{Cs}/gu, '\ufffd'));

  /** Mostly somebody who may do it: who may not is refused before anything is read. */
  const headersOf = (withBody: boolean): fc.Arbitrary<Record<string, string>> => {
    const usual = fc.constantFrom<Record<string, string>>(OFFICER, OFFICER, OFFICER, CITIZEN, OPERATOR, {});
    const content = { 'content-type': 'application/json' };
    const odd = fc.dictionary(
      fc.constantFrom(
        'lienthong-actor',
        'idempotency-key',
        'if-match',
        'if-none-match',
        'accept',
        'accept-language',
        'content-type',
        'content-encoding',
        'traceparent',
        'x-forwarded-for',
      ),
      hostileText.map((text) => text.slice(0, 2_000)),
      { maxKeys: 2 },
    );
    return fc
      .tuple(usual, fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, odd))
      .map(([who, more]) => ({ ...who, ...(withBody && content), ...more }));
  };

  it('that is a valid submission in every part but one names what is wrong, and nothing of it is kept', () =>
    fc.assert(
      fc.asyncProperty(hostileJson(submission()), async (text) => {
        const { status, text: answered } = await holds(() =>
          send('POST', '/dossiers', { ...CITIZEN, 'content-type': 'application/json' }, Buffer.from(text)),
        );
        if (status !== 400 && status !== 422) return;
        const { code, breaches = [] } = JSON.parse(answered) as { code: string; breaches?: unknown[] };
        if (code === 'submission-invalid' || code === 'request-invalid') expect(breaches.length).toBeGreaterThan(0);
      }),
      inRuns(200),
    ));

  it.each(['supplement', 'correction'] as const)(
    'that is a valid %s in every part but one names what is wrong, or is taken in as something that can be shown',
    async (kind) => {
      const dossier = await underWay();
      const { form } = submission();
      const ask = { procedure: 'permanent-residence', what: 'x' };
      const [body, path] =
        kind === 'supplement'
          ? [{ form, note: 'Bản chính' }, async () => `supplements/${String((await post('supplements', ask))['supplement'])}/provision`]
          : [{ form, results: { 'birth-registration': { number: '119' } }, reason: 'Ghi nhầm' }, async () => 'corrections'];
      const post = async (to: string, asked: object) => (await api.post(`/dossiers/${dossier}/${to}`, asked)).body;
      await fc.assert(
        fc.asyncProperty(hostileJson(body), async (text) => {
          const to = `/dossiers/${dossier}/${await path()}`;
          const { status, text: answered } = await holds(() =>
            send('POST', to, { ...OFFICER, 'content-type': 'application/json' }, Buffer.from(text)),
          );
          const { code, breaches = [] } = JSON.parse(answered) as { code?: string; breaches?: unknown[] };
          if (code === 'submission-invalid' || code === 'request-invalid') expect(breaches.length).toBeGreaterThan(0);
          if (status === 200) expect(await api.get(`/dossiers/${dossier}/form-versions?diff=true`)).toMatchObject({ status: 200 });
        }),
        inRuns(100),
      );
      expect(await api.get(`/dossiers/${dossier}`)).toMatchObject({ status: 200, body: { id: dossier } });
    },
  );

  describe('from agencies', () => {
    const url = (agency: string) => `/agencies/${agency}/messages`;
    const key = (name: string): SigningKey => readPrivateKey(join(api.folder, 'signing-keys'), name);

    const news = (agency: string): Record<string, unknown> =>
      agency === 'police'
        ? {
            messageId: 'm-1',
            handoff: handoffTo(id, 'permanent-residence'),
            reference: 'CA-1',
            status: 'APPROVED',
            at: '2026-10-27T03:00:00Z',
            note: 'Đã đăng ký',
            result: { kind: 'RESIDENCE_NOTICE', noticeNumber: 'TB-1', registeredOn: '2026-10-27' },
          }
        : {
            eventId: 'e-1',
            requestKey: handoffTo(id, 'health-insurance-card'),
            requestNumber: 'BH-1',
            state: 'ISSUED',
            changedAt: '2026-10-27T03:00:00Z',
            remark: 'Đã cấp',
            card: { cardNumber: 'TE1792600001234', insuranceNumber: '7926000012', validFrom: '2026-10-27' },
          };

    const signed = (agency: string, body: Buffer, by = key(agency), now: Instant = systemClock.now(), to = agency) =>
      signRequest({ method: 'POST', url: `${NOWHERE}${url(to)}`, headers: { 'content-type': 'application/json' }, body }, by, now);

    const revision = async (): Promise<unknown> => (await api.get(`/dossiers/${id}`)).body['revision'];

    it.each(['police', 'social-insurance'])('%s that is signed is taken over or put into quarantine, with a reason', (agency) =>
      fc.assert(
        fc.asyncProperty(hostileBytes(news(agency)), async (body) => {
          const [before, kept] = [await revision(), await log.quarantined()];
          const headers = await signed(agency, body);
          const { status, text } = await holds(() => send('POST', url(agency), headers, body));
          // Nothing to sign, nothing to read: a body that is empty has no digest.
          if (status >= 400) return expect([status, await log.quarantined()]).toEqual([expect.any(Number), kept]);
          const { reports } = JSON.parse(text) as { reports: { outcome: string; reason?: string }[] };
          expect([status, reports.length]).toEqual([202, 1]);
          if (reports[0]?.reason === 'unreadable') expect(await revision()).toBe(before);
          if (reports[0]?.outcome === 'quarantined') expect(await log.quarantined()).toBeGreaterThan(0);
          return expect(['recorded', 'known-already', 'quarantined']).toContain(reports[0]?.outcome);
        }),
        inRuns(120),
      ),
    );

    it('again and again is taken over once', async () => {
      const body = Buffer.from(JSON.stringify({ ...news('police'), messageId: 'again', status: 'VERIFYING' }));
      const headers = await signed('police', body);
      const first = await send('POST', url('police'), headers, body);
      expect(first.status).toBe(202);
      const end = await log.end();
      for (let round = 0; round < 3; round++) {
        expect((await holds(() => send('POST', url('police'), headers, body))).text).toContain('known-already');
      }
      expect(await log.end()).toBe(end);
    });

    /** Whatever is wrong with the signature: 401, and no trace. */
    const refused = async (agency: string, headers: Record<string, string>, body: Buffer): Promise<void> => {
      const before = await log.end();
      const answer = await holds(() => send('POST', url(agency), headers, body));
      expect([answer.status, JSON.parse(answer.text)]).toMatchObject([401, { code: 'unsigned' }]);
      expect(await log.end()).toBe(before);
    };

    it.each(['justice', 'police', 'social-insurance'])('%s that nobody signed leaves no trace', (agency) =>
      fc.assert(
        fc.asyncProperty(hostileBytes(news(agency)), (body) => refused(agency, { 'content-type': 'application/json' }, body)),
        inRuns(30),
      ),
    );

    it('under a signature that was tampered with leaves no trace', () =>
      fc.assert(
        fc.asyncProperty(
          fc.constantFrom('signature', 'signature-input', 'content-digest', 'content-type'),
          fc.oneof(
            hostileText.map((text) => text.slice(0, 4_000)),
            fc.constantFrom(...FORGED),
          ),
          fc.constantFrom('replaced', 'appended', 'removed'),
          async (name, text, how) => {
            const body = Buffer.from(JSON.stringify(news('police')));
            const headers = await signed('police', body);
            const own = headers[name] ?? '';
            // What only adds space to a field is the same field.
            if (how === 'appended' && text.trim() === '') return;
            if (how === 'removed') delete headers[name];
            else headers[name] = how === 'appended' ? `${own}${text}` : text;
            const answer = await holds(() => send('POST', url('police'), headers, body));
            // A type that is none is not even looked at.
            expect([401, 415]).toContain(answer.status);
          },
        ),
        inRuns(200),
      ));

    it.each([
      [
        'with one byte changed',
        async (body: Buffer) => ({ headers: await signed('police', body), body: Buffer.concat([body, Buffer.from(' ')]) }),
      ],
      [
        'with another body under the digest of another',
        async (body: Buffer) => ({ headers: await signed('police', Buffer.from('{}')), body }),
      ],
      ['too long ago', async (body: Buffer) => ({ headers: await signed('police', body, key('police'), ago(3_600_000)), body })],
      ['in the future', async (body: Buffer) => ({ headers: await signed('police', body, key('police'), ago(-3_600_000)), body })],
      ['before time began', async (body: Buffer) => ({ headers: await signed('police', body, key('police'), instant(0)), body })],
      ['with the engine’s own key', async (body: Buffer) => ({ headers: await signed('police', body, key('engine')), body })],
      [
        'with the key of another agency',
        async (body: Buffer) => ({ headers: await signed('police', body, key('social-insurance')), body }),
      ],
      [
        'with another key under its name',
        async (body: Buffer) => ({ headers: await signed('police', body, { ...key('engine'), keyId: 'police' }), body }),
      ],
      [
        'for another address',
        async (body: Buffer) => ({ headers: await signed('police', body, key('police'), ago(0), 'social-insurance'), body }),
      ],
      ['with two signatures', async (body: Buffer) => ({ headers: await twice(await signed('police', body)), body })],
    ] as const)('signed %s leaves no trace', async (_, forge) => {
      const { headers, body } = await forge(Buffer.from(JSON.stringify(news('police'))));
      await refused('police', headers, body);
    });

    const ago = (millis: number): Instant => plusMillis(systemClock.now(), -millis);
    const twice = async (headers: Record<string, string>): Promise<Record<string, string>> => ({
      ...headers,
      'signature-input': `${headers['signature-input']}, ${String(headers['signature-input']).replace(/^\w+/, 'other')}`,
      signature: `${headers['signature']}, ${String(headers['signature']).replace(/^\w+/, 'other')}`,
    });

    it('for an agency that there is not leaves no trace', () =>
      fc.assert(
        fc.asyncProperty(hostileText, async (agency) => {
          const body = Buffer.from('{}');
          const answer = await holds(async () => send('POST', url(inAddress(agency) || 'x'), await signed('police', body), body));
          expect([401, 404]).toContain(answer.status);
        }),
        inRuns(40),
      ));
  });

  describe('over a connection', () => {
    let port: number;
    beforeAll(async () => {
      await api.app.listen(0, '127.0.0.1');
      port = Number(new URL(await api.app.getUrl()).port);
    });

    /** All that comes back for bytes that are sent as they are; an empty text where the connection was just ended. */
    const raw = (bytes: Buffer) =>
      new Promise<string>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
        const chunks: Buffer[] = [];
        socket.on('data', (chunk) => chunks.push(chunk));
        socket.on('error', () => undefined);
        socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
      });

    const line = fc.oneof(
      hostileText,
      fc.constantFrom(
        'Host: a',
        'Transfer-Encoding: chunked',
        'Transfer-Encoding: chunked, identity',
        'Content-Length: 99999999999999999999',
        'Content-Length: -5',
        'Content-Length: 3',
        'Expect: 100-continue',
        'Connection: upgrade',
        'Upgrade: h2c',
        'Lienthong-Actor: kind=officer; id=ông.a',
        'If-Match: "\u00ff"',
        '__proto__: x',
        ' folded',
        ':',
      ),
    );

    it('of any bytes gets an answer of 4xx or none, and leaves no trace', async () => {
      const before = await log.end();
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('GET', 'POST', 'PUT', 'TRACE', 'CONNECT', 'BREW', '\u0000'),
          fc.oneof(fc.constantFrom('/', '/dossiers', '/dossiers/%ff', '*', 'http://evil/', '//evil', '/\u0001'), hostileText),
          fc.array(line, { maxLength: 4 }),
          fc.uint8Array({ maxLength: 60 }),
          async (method, target, headers, body) => {
            const head = [`${method} ${target} HTTP/1.1`, 'Host: a', 'Connection: close', ...headers, '', ''].join('\r\n');
            const answer = await raw(Buffer.concat([Buffer.from(head, 'latin1'), body]));
            for (const [, status] of answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)) expect(status).toMatch(/^(4\d\d|100)$/);
          },
        ),
        inRuns(200),
      );
      expect(await log.end()).toBe(before);
    });
  });

  it('leaves an engine that works', async () => {
    expect(await api.get('/health/ready', {})).toMatchObject({ status: 200, body: { status: 'ready' } });
    expect(Object.prototype).not.toHaveProperty('polluted');
    const fresh = await api.submitted();
    expect(await api.post(`/dossiers/${fresh}/reception`, {})).toMatchObject({ status: 200 });
  });
});

const FORGED = [
  'sig=::',
  'sig=:AAAA:',
  `sig=:${'A'.repeat(3_000)}:`,
  'sig=()',
  'sig=("@method" "@target-uri" "content-type" "content-digest");created=1;expires=99999999999;keyid="police";alg="ed25519"',
  'sig=("@method" "@target-uri" "content-type" "content-digest");created=999999999999999;expires=-999999999999999;keyid="police";alg="ed25519"',
  'sig=("@method");created=1;keyid="police";alg="none"',
  'sig=("@query-param";name="x" "@status" "@request-target";req)',
  'sig=("a" "a" "a");keyid="__proto__"',
  'sha-256=::',
  'sha-256=:AAAA:, sha-512=:AAAA:',
  'md5=:AAAA:',
  ', ,',
  `${'sig=(), '.repeat(300)}x=()`,
];
