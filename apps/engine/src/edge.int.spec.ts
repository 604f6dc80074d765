import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { CITIZEN, OFFICER, submission, TestApi } from './testing/test-api';

type Json = Record<string, unknown>;

/** The example with another text in one field of the form. */
function withBirthPlace(birthPlace: string): Json {
  const { form, ...rest } = submission() as { form: { child: Json } };
  return { ...rest, form: { ...form, child: { ...form.child, birthPlace } } };
}

describe('the edge of the API', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open({ working: false });
  });
  afterAll(() => api.close());

  const birthPlaceOf = async (id: string): Promise<unknown> => {
    const { body } = await api.get(`/dossiers/${id}`);
    return (body as { form: { child: Json } }).form.child['birthPlace'];
  };

  describe('takes over texts', () => {
    const composed = 'Bệnh viện Từ Dũ';
    const decomposed = composed.normalize('NFD');

    it('composed, however they were typed', async () => {
      const { status, body } = await api.post('/dossiers', withBirthPlace(decomposed), CITIZEN);
      expect([status, await birthPlaceOf(String(body['id']))]).toEqual([201, composed]);
    });

    it('as the same request, composed or not, under one key', async () => {
      const submit = (text: string) => api.post('/dossiers', withBirthPlace(text), { ...CITIZEN, 'idempotency-key': 'composed' });
      const first = await submit(composed);
      expect(await submit(decomposed)).toMatchObject({ status: 201, body: first.body });
    });

    it.each([
      ['NUL', 'a\u0000b'],
      ['an escape sequence', 'a\u001b[2Jb'],
      ['a lone surrogate', 'a\ud800b'],
      ['a turn of direction', 'a\u202eb'],
      ['an isolate', 'a\u2067b'],
      ['a space of no width', 'a\u200bb'],
      ['a byte order mark', 'a\ufeffb'],
      ['a soft hyphen', 'a\u00adb'],
      ['a code point that is none', 'a\uffffb'],
      ['a private one', 'a\ue000b'],
      ['a tag', 'a\u{e0041}b'],
      ['a flood of marks', `a${'\u0301\u0323'.repeat(5)}`],
    ])('but not %s', async (_, text) => {
      const { status, body } = await api.post('/dossiers', withBirthPlace(text), CITIZEN);
      expect([status, body]).toMatchObject([
        400,
        { code: 'request-invalid', breaches: [{ field: '/form/child/birthPlace', rule: 'characters' }] },
      ]);
    });

    it('with line ends, tabs and what other writings need', async () => {
      const text = 'Tầng 2,\n\tnhà A – “Đa Kao” 東京 مستشفى हिन्दी 👶';
      const { body } = await api.post('/dossiers', withBirthPlace(text), CITIZEN);
      expect(await birthPlaceOf(String(body['id']))).toBe(text);
    });

    it('without counting marks for longer than it takes to read them', async () => {
      const flood = JSON.stringify({ ...submission(), linkedNumber: `a${'\u0301\u0323'.repeat(120_000)}` });
      expect(Buffer.byteLength(flood)).toBeLessThan(512 * 1024);
      expect(await api.post('/dossiers', flood, CITIZEN)).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    });
  });

  it.each([
    ['lists', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['objects', `${'{"a":'.repeat(80_000)}1${'}'.repeat(80_000)}`],
    ['lists in an object', `{"form":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('does not follow %s without end', async (_, body) => {
    const answer = await api.post('/dossiers', body, CITIZEN);
    expect(answer.status).toBe(400);
    expect(answer.body['code']).toMatch(/too-deep|request-invalid/);
  });

  it('names no more breaches than anybody reads', async () => {
    const many = Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [`k${at}`, at]));
    const { status, body } = await api.post('/dossiers', many, CITIZEN);
    expect([status, (body['breaches'] as unknown[]).length]).toEqual([400, 100]);
    const long = await api.post('/dossiers', { ['x'.repeat(400_000)]: 1 }, CITIZEN);
    expect(JSON.stringify(long.body).length).toBeLessThan(4_000);
  });

  it.each(['null', '5', '"text"', '[]', 'true'])('takes no body but an object: %s', async (body) => {
    const id = await api.submitted();
    expect(await api.post(`/dossiers/${id}/reception`, body)).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    expect((await api.get(`/dossiers/${id}`)).body['revision']).toBe(0);
  });

  it('takes a reception without a body', async () => {
    const id = await api.submitted();
    expect(await api.post(`/dossiers/${id}/reception`)).toMatchObject({ status: 200 });
  });

  it.each([
    ['another type', { 'content-type': 'text/plain' }],
    ['a type that begins like JSON', { 'content-type': 'application/json-patch+json' }],
    ['a type that is none', { 'content-type': 'json' }],
    ['another charset', { 'content-type': 'application/json; charset=utf-16' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['what is compressed', { 'content-encoding': 'gzip' }],
  ])('refuses %s', async (_, headers) => {
    const answer = await api.post('/dossiers', submission(), { ...CITIZEN, ...headers });
    expect(answer).toMatchObject({ status: 415, body: { code: 'media-type-unsupported' } });
  });

  it.each([
    ['compressed bytes', gzipSync(JSON.stringify(submission()))],
    ['UTF-16', Buffer.from(JSON.stringify(submission()), 'utf16le')],
    ['Latin-1', Buffer.from(JSON.stringify({ ...submission(), bundle: 'é' }), 'latin1')],
    ['surrogates in UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')])],
    ['overlong UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')])],
  ])('refuses %s under the name of JSON', async (_, bytes) => {
    expect(await api.post('/dossiers', bytes, CITIZEN)).toMatchObject({ status: 400, body: { code: 'not-json' } });
  });

  it.each(['application/json;charset=UTF-8', 'Application/JSON; charset="utf-8"'])('takes %s', async (type) => {
    expect(await api.post('/dossiers', submission(), { ...CITIZEN, 'content-type': type })).toMatchObject({ status: 201 });
  });

  it.each(['', 'two words', 'khoá', '"open', 'x'.repeat(256)])('refuses the idempotency key %j', async (key) => {
    const headers = { ...CITIZEN, 'idempotency-key': key };
    expect(await api.post('/dossiers', submission(), headers)).toMatchObject({ status: 400, body: { code: 'idempotency-key-invalid' } });
  });

  it('takes an idempotency key with its quotes for the same as without', async () => {
    const submit = (key: string) => api.post('/dossiers', submission(), { ...CITIZEN, 'idempotency-key': key });
    expect((await submit('"quoted"')).body).toEqual((await submit('quoted')).body);
  });

  it.each([
    '/dossiers/{id}?at=0&x=1',
    '/dossiers/{id}?__proto__=1',
    '/dossiers/{id}?constructor=1',
    '/dossiers/{id}?toString=1',
    '/dossiers/{id}/events?after=x',
    '/dossiers/{id}/events?after=1.5',
    '/dossiers/{id}/events?after=99999999999999999999',
    '/dossiers/{id}/events?after=0&after=1',
    '/dossiers/{id}/events?before=1',
    '/health/live?x',
    '/version?constructor=1',
    '/problems?x=1',
    '/quarantine?limit=1',
  ])('refuses parameters that are not taken: %s', async (url) => {
    const answer = await api.get(url.replace('{id}', await api.submitted()));
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    expect(answer.body['breaches']).toHaveLength(1);
  });

  it('tells a wrong method from a wrong address', async () => {
    const wrong = await api.call('DELETE', '/dossiers/x');
    expect(wrong).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, OPTIONS' }, body: { code: 'method-not-allowed' } });
    expect(await api.call('PUT', '/dossiers')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, POST, OPTIONS' } });
    expect(await api.call('GET', '/agencies/police/messages')).toMatchObject({ status: 405, headers: { allow: 'POST, OPTIONS' } });
    expect(await api.call('DELETE', '/nothing')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await api.call('DELETE', '/nothing')).headers['allow']).toBeUndefined();
  });

  it('says by OPTIONS which methods there are', async () => {
    expect(await api.call('OPTIONS', '/dossiers/x')).toMatchObject({ status: 204, headers: { allow: 'GET, HEAD, OPTIONS' }, body: {} });
    expect(await api.call('OPTIONS', '/nothing')).toMatchObject({ status: 404 });
  });

  it('answers HEAD as GET, without the body', async () => {
    const id = await api.submitted();
    const [head, get] = [await api.call('HEAD', `/dossiers/${id}`), await api.get(`/dossiers/${id}`)];
    expect([head.status, head.body, head.headers['etag']]).toEqual([200, {}, get.headers['etag']]);
  });

  it.each(['text/html', 'application/xml, image/*', 'application/json;q=0', 'application/json; q=0.000, text/*'])(
    'does not answer in the form of %s',
    async (accept) => expect(await api.get('/version', { accept })).toMatchObject({ status: 406, body: { code: 'not-acceptable' } }),
  );

  it.each(['*/*', 'text/html, */*;q=0.1', 'application/problem+json', 'APPLICATION/JSON;q=0.5', ''])(
    'answers to who takes %j',
    async (accept) => expect(await api.get('/version', { accept })).toMatchObject({ status: 200 }),
  );

  it.each(['/dossiers/x', '/version', '/nothing', '/health/ready', '/handoffs'])(
    'lets nothing of %s be kept or taken for a page',
    async (url) => {
      expect((await api.get(url)).headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'content-type': expect.stringMatching(/^application\/(problem\+)?json; charset=utf-8$/) as string,
      });
    },
  );

  it.each([
    '/dossiers/%',
    '/dossiers/%FF',
    '/%c0%af',
    '/dossiers/%00',
    `/dossiers/${'x'.repeat(5_000)}`,
    '//',
    '/dossiers//events',
    '/..%2f',
  ])('finds nothing at the address %s, and says so', async (url) => {
    const answer = await api.get(url);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body['code']).toMatch(/^(malformed-http|not-found|dossier-not-found)$/);
  });

  it('describes itself on a page', async () => {
    const { status, body } = await api.get('/docs-json', {});
    expect([status, body['openapi']]).toEqual([200, '3.0.0']);
    const page = await api.app.inject({ method: 'GET', url: '/docs', headers: { accept: 'text/html' } });
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/html/)]);
  });

  describe('over a connection', () => {
    let port: number;
    beforeAll(async () => {
      await api.app.listen(0, '127.0.0.1');
      port = Number(new URL(await api.app.getUrl()).port);
    });

    /** All that comes back for bytes that are sent as they are. */
    const raw = (bytes: string | Buffer) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
        const chunks: Buffer[] = [];
        socket.on('data', (chunk) => chunks.push(chunk));
        socket.on('error', reject);
        socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
      });
    const actor = `Lienthong-Actor: ${OFFICER['lienthong-actor']}`;

    it.each([
      ['no HTTP', 'hello\r\n\r\n', 400, 'malformed-http'],
      ['a method that is none', 'BREW / HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'malformed-http'],
      ['two lengths', 'POST /dossiers HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na', 400, 'malformed-http'],
      [
        'a length and chunks',
        'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
        400,
        'malformed-http',
      ],
      ['a header with NUL', `GET /dossiers/x HTTP/1.1\r\nHost: a\r\n${actor}\0\r\n\r\n`, 400, 'malformed-http'],
      ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers-too-large'],
      ['no host', 'GET /version HTTP/1.1\r\n\r\n', 400, ''],
    ])('ends what sends %s', async (_, bytes, status, code) => {
      const answer = await raw(bytes);
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(answer).toContain(code);
    });

    it('goes on afterwards', async () => {
      const response = await fetch(`http://127.0.0.1:${port}/version`);
      expect(response.status).toBe(200);
    });
  });
});
