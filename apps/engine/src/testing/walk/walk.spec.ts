import { walk, type Received, type Sent } from './walk';

const ID = '01a175ef-9d00-7223-855a-a5d8a5e4f8a4';
const OTHER = '01a175fd-58a0-7532-82d1-9a2c57217b5c';

const fenced = (kind: string, text: string): string => `\`\`\`${kind}\n${text}\n\`\`\`\n\n`;
const run = (text: string): string => fenced('http run', text);
const answer = (text: string): string => fenced('http answer', text);

const CREATED: Received = {
  status: 201,
  headers: { etag: '"0"', location: `/dossiers/${ID}` },
  body: JSON.stringify({ id: ID, revision: 0, chosen: ['birth', 'card'], links: { self: `/dossiers/${ID}` } }),
};
const AS_IT_IS = `HTTP/1.1 201 Created
ETag: "0"
Location: /dossiers/{id}

{ "id": "{id}", "revision": 0, "chosen": ["birth", "card"], "links": { "self": "/dossiers/{id}" } }`;

/** What is said of a page when these answers come, one after the other; nothing, if all is as it is printed. */
async function said(page: string, ...answers: readonly Received[]): Promise<string | undefined> {
  const left = [...answers];
  const send = async (): Promise<Received> => left.shift() ?? CREATED;
  return walk(page, { send, meanwhile: {} }).then(
    () => undefined,
    (error: unknown) => String(error),
  );
}

describe('a page that shows requests and answers', () => {
  it('is right when every answer is the one that is printed', async () => {
    expect(await said(run('POST /dossiers') + answer(AS_IT_IS))).toBeUndefined();
  });

  it.each([
    ['another status', { ...CREATED, status: 200 }, 'HTTP/1.1 200 OK instead of HTTP/1.1 201 Created'],
    ['another header', { ...CREATED, headers: { ...CREATED.headers, etag: '"1"' } }, 'etag: "1" instead of "0"'],
    ['no such header', { ...CREATED, headers: { etag: '"0"' } }, 'location: undefined'],
    ['no body', { ...CREATED, body: '' }, 'the body is empty'],
  ])('is wrong when there is %s', async (_, received, message) => {
    expect(await said(run('POST /dossiers') + answer(AS_IT_IS), received)).toContain(message);
  });

  it.each([
    ['another number', { revision: 1 }, '/revision: 1 instead of 0'],
    ['a text for a number', { revision: '0' }, '/revision: "0" instead of 0'],
    ['a missing member', { revision: undefined }, '/revision is missing'],
    ['a member more', { secret: true }, '/secret is not in the page: true'],
    ['an element more', { chosen: ['birth', 'card', 'id'] }, '/chosen: 3 elements instead of 2'],
    ['an element less', { chosen: ['birth'] }, '/chosen: 1 elements instead of 2'],
    ['another element', { chosen: ['card', 'birth'] }, '/chosen/0: "card" instead of "birth"'],
    ['a list for an object', { links: [] }, '/links: [] instead of'],
    ['another value under a name', { links: { self: `/dossiers/${OTHER}` } }, '/links/self'],
    ['an id that is none', { id: 'x' }, '/id: "x" instead of "{id}"'],
  ])('is wrong when there is %s', async (_, change, message) => {
    const body = JSON.stringify({ ...(JSON.parse(CREATED.body) as object), ...change });
    const page = run('POST /dossiers') + answer(AS_IT_IS.replace('Location: /dossiers/{id}\n', ''));
    expect(await said(page, { ...CREATED, body })).toContain(message);
  });

  it.each([
    ['a value', '{ "id": "…", "revision": 0, "chosen": "…", "links": "…" }'],
    ['other members', '{ "revision": 0, "…": "…" }'],
    ['further elements', '{ "chosen": ["birth", "…"], "…": "…" }'],
    ['part of a text', '{ "id": "01a175ef-…", "…": "…" }'],
    ['all of the body', '…'],
  ])('may leave out %s', async (_, body) => {
    expect(await said(run('POST /dossiers') + answer(`HTTP/1.1 201 Created\n\n${body}`))).toBeUndefined();
  });

  it('leaves out no more than it says', async () => {
    const page = (body: string) => run('POST /dossiers') + answer(`HTTP/1.1 201 Created\n\n${body}`);
    expect(await said(page('{ "chosen": ["card", "…"], "…": "…" }'))).toContain('/chosen/0');
    expect(await said(page('{ "chosen": ["birth", "card", "id", "…"], "…": "…" }'))).toContain('2 elements instead of 3');
    expect(await said(page('{ "links": { "other": "…" }, "…": "…" }'))).toContain('/links/other is missing');
  });

  it('keeps to its names from one answer to the next, and says on which line one is another', async () => {
    const page = run('POST /dossiers') + answer(AS_IT_IS) + run('POST /dossiers') + answer(AS_IT_IS);
    const other = { ...CREATED, headers: { ...CREATED.headers, location: `/dossiers/${OTHER}` } };
    expect(await said(page, CREATED, CREATED)).toBeUndefined();
    expect(await said(page, CREATED, other)).toMatch(new RegExp(`line 13: POST /dossiers\n {2}location: /dossiers/${OTHER} instead of`));
  });

  it('sends what is printed, with its names replaced', async () => {
    const sent: Sent[] = [];
    const send = async (request: Sent) => (sent.push(request), CREATED);
    const second = run('POST /dossiers/{id}/reception\nIf-Match: "0"\nIdempotency-Key: of-{id}\n\n{ "of": "{id}" }');
    await walk(run('POST /dossiers') + answer(AS_IT_IS) + second + answer('HTTP/1.1 201 Created\n\n…'), { send, meanwhile: {} });
    expect(sent[1]).toEqual({
      method: 'POST',
      url: `/dossiers/${ID}/reception`,
      headers: { 'if-match': '"0"', 'idempotency-key': `of-${ID}` },
      body: `{ "of": "${ID}" }`,
    });
  });

  it('has what is printed happen between two requests', async () => {
    const happened: string[] = [];
    const meanwhile = { 'it rains': async () => happened.push('rain') };
    await walk('> Meanwhile, it rains.\n', { send: async () => CREATED, meanwhile });
    expect(happened).toEqual(['rain']);
    expect(await said('> Meanwhile, it snows.\n')).toContain('line 1: it snows');
  });

  it('has a signature made of the lines that are printed, and of the body that is sent', async () => {
    const signed: string[] = [];
    const page = fenced('text signed', '"@method": POST') + run('POST /a\n\n{ "a": 1 }') + answer('HTTP/1.1 201 Created\n\n…');
    await walk(page, { send: async () => CREATED, meanwhile: {}, sign: (base, body) => signed.push(base, body) });
    expect(signed).toEqual(['"@method": POST', '{ "a": 1 }']);
  });

  it.each([
    ['a request without an answer', run('GET /a'), 'line 1: the request has no answer'],
    ['two requests in a row', run('GET /a') + run('GET /b') + answer('HTTP/1.1 201 Created'), 'line 1: the request has no answer'],
    ['an answer without a request', answer('HTTP/1.1 201 Created'), 'line 1: an answer without a request'],
    ['a name that nothing says', run('GET /{unknown}') + answer('HTTP/1.1 201 Created'), 'nothing before says what {unknown} is'],
  ])('is no good with %s', async (_, page, message) => {
    expect(await said(page)).toContain(message);
  });
});
