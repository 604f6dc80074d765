import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, configFrom } from './config';
import { exchangeWithStatusSync } from './testing/exchange-with-status-sync';

function mistakesOf(environment: Record<string, string>): readonly string[] {
  try {
    configFrom(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
}

describe("the engine's configuration", () => {
  it('needs nothing', () => {
    const { host, port, exchange, installation } = configFrom({});
    expect({ host, port }).toEqual({ host: '127.0.0.1', port: 3000 });
    expect([...exchange.keys()]).toEqual(['justice', 'police', 'social-insurance', 'commune-affairs', 'home-affairs']);
    expect(installation.dataDir).toMatch(/data$/);
  });

  it.each([
    '0.0.0.0',
    '192.168.1.10',
    '128.0.0.1',
    '::',
    '::0',
    '[::]',
    '::ffff:1.2.3.4',
    '::ffff:0.0.0.0',
    'fe80::1%lo',
    '0',
    '2130706433',
    '127.0.0.1.example.vn',
    'localhost.example.vn',
    'example.vn',
    '',
  ])('refuses to listen on %j, and says why', (host) => {
    expect(mistakesOf({ LIENTHONG_HOST: host })).toEqual([expect.stringContaining('loopback only')]);
  });

  it.each(['127.0.0.1', '127.0.1.1', '::1', 'localhost'])('may listen on %s', (host) => {
    expect(mistakesOf({ LIENTHONG_HOST: host })).toEqual([]);
  });

  it('refuses a public address that no QR code of a form could hold', () => {
    const publicUrl = `https://lienthong.example/${'x'.repeat(200)}`;
    expect(mistakesOf({ LIENTHONG_PUBLIC_URL: publicUrl })).toEqual([expect.stringContaining('longer than 200 bytes')]);
  });

  it('names all mistakes at once', () => {
    const mistakes = mistakesOf({
      LIENTHONG_HOST: '0.0.0.0',
      LIENTHONG_PORT: 'eighty',
      LIENTHONG_PUBLIC_URL: 'nowhere',
      LIENTHONG_AGENCIES_URL: 'ftp://x',
      LIENTHONG_EXCHANGE_FILE: '/nothing/there.yaml',
      LIENTHONG_MIN_FREE_MIB: '-1',
      LIENTHONG_LOG_FORMAT: 'xml',
      LIENTHONG_LOG_LEVEL: 'loud',
      LIENTHONG_TRACES_URL: 'grpc://h',
      LIENTHONG_TRACES_SHARE: 'most',
      LIENTHONG_ATTACHMENTS: 'maybe',
      LIENTHONG_ATTACHMENT_MIB: '0',
      LIENTHONG_DOSSIER_ATTACHMENTS_MIB: 'much',
      LIENTHONG_PENDING_ATTACHMENTS_MIB: '-1',
      LIENTHONG_QUEUE: 'amqp://h',
      LIENTHONG_LOG_URL: 'mysql://h',
      LIENTHONG_READ_MODELS_URL_FILE: '/nothing/there',
      LIENTHONG_KEYS_URL: 'mysql://h',
      LIENTHONG_ROLES: 'web,cook',
      LIENTHONG_SEAL_FILE: '/nothing/there.pem',
      LIENTHONG_MASTER_KEY_FILE: '/nothing/there.key',
      LIENTHONG_SIGNING_KEYS_DIR: '/nothing',
      LIENTHONG_WORKFLOWS_DIR: '/nothing',
      LIENTHONG_COLOUR: 'red',
    });
    const named = mistakes.map((mistake) => /^\/nothing\/there.yaml|^LIENTHONG_[A-Z_]+/.exec(mistake)?.[0]);
    expect(named).toEqual([
      'LIENTHONG_COLOUR',
      'LIENTHONG_READ_MODELS_URL_FILE',
      'LIENTHONG_HOST',
      'LIENTHONG_PORT',
      'LIENTHONG_PUBLIC_URL',
      'LIENTHONG_AGENCIES_URL',
      'LIENTHONG_MIN_FREE_MIB',
      'LIENTHONG_LOG_FORMAT',
      'LIENTHONG_LOG_LEVEL',
      'LIENTHONG_ATTACHMENTS',
      'LIENTHONG_ATTACHMENT_MIB',
      'LIENTHONG_DOSSIER_ATTACHMENTS_MIB',
      'LIENTHONG_PENDING_ATTACHMENTS_MIB',
      'LIENTHONG_QUEUE',
      'LIENTHONG_KEYS_URL',
      'LIENTHONG_LOG_URL',
      'LIENTHONG_LOG_URL',
      'LIENTHONG_ROLES',
      'LIENTHONG_TRACES_SHARE',
      'LIENTHONG_TRACES_URL',
      'LIENTHONG_SEAL_FILE',
      '/nothing/there.yaml',
      'LIENTHONG_WORKFLOWS_DIR',
      'LIENTHONG_MASTER_KEY_FILE',
      'LIENTHONG_SIGNING_KEYS_DIR',
    ]);
  });

  it.each(['', '0x50', ' 80', '80.0', '65536', '1e3'])('takes %j for no port', (port) =>
    expect(mistakesOf({ LIENTHONG_PORT: port })).toEqual([expect.stringContaining('a port is a number')]),
  );

  it('names every key that is missing where nothing is made by itself', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-config-'));
    writeFileSync(join(folder, 'master.key'), 'short');
    const mistakes = mistakesOf({ LIENTHONG_MASTER_KEY_FILE: join(folder, 'master.key'), LIENTHONG_SIGNING_KEYS_DIR: folder });
    expect(mistakes).toEqual([
      expect.stringMatching(/^LIENTHONG_MASTER_KEY_FILE: .*64 hex digits/),
      ...['engine.private', 'police.public', 'social-insurance.public', 'commune-affairs.public', 'home-affairs.public'].map(
        (name) => expect.stringContaining(`LIENTHONG_SIGNING_KEYS_DIR=${folder}: ${name}.pem`) as string,
      ),
    ]);
    rmSync(folder, { recursive: true });
  });

  it('has a worker without an API say where agencies call back', () => {
    const servers = { LIENTHONG_LOG_URL: 'esdb://h?tls=false', LIENTHONG_READ_MODELS_URL: 'postgres://h/d', LIENTHONG_ROLES: 'worker' };
    expect(mistakesOf(servers)).toEqual([expect.stringMatching(/^LIENTHONG_PUBLIC_URL: a worker/)]);
    expect(configFrom({ ...servers, LIENTHONG_PUBLIC_URL: 'https://lienthong.example' }).roles).toEqual(new Set(['worker']));
  });

  it('lets one address stand for all agencies', () => {
    const { exchange } = configFrom({ LIENTHONG_AGENCIES_URL: 'http://127.0.0.1:4100' });
    expect(new Set([...exchange.values()].map(({ url }) => url))).toEqual(new Set(['http://127.0.0.1:4100']));
  });

  it('tells nobody the statuses of dossiers, unless the exchange file names them', () => {
    expect(configFrom({}).statusSync).toEqual(new Map());
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-config-'));
    const environment = { LIENTHONG_EXCHANGE_FILE: exchangeWithStatusSync(folder) };
    expect([...(configFrom(environment).statusSync ?? [])]).toEqual([
      ['portal', expect.objectContaining({ url: 'http://127.0.0.1:1', callTimeoutMs: 3_000 })],
      ['channel', expect.objectContaining({ url: 'http://127.0.0.1:1', callTimeoutMs: 3_000 })],
    ]);
    const elsewhere = configFrom({ ...environment, LIENTHONG_AGENCIES_URL: 'http://127.0.0.1:4100' });
    expect([...(elsewhere.statusSync ?? [])].map(([, { url }]) => url)).toEqual(['http://127.0.0.1:4100', 'http://127.0.0.1:4100']);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['backoff', { backoff: { first: 'PT0S', factor: 2, max: 'PT1M' } }, 'portal: backoff.first must be longer than nothing'],
    ['colour', { colour: 'red' }, '/statusSync/portal must NOT have additional properties (colour)'],
  ])('names what is wrong with %s of who is told statuses', (_field, wrong, mistake) => {
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-config-'));
    const file = exchangeWithStatusSync(folder, wrong);
    expect(mistakesOf({ LIENTHONG_EXCHANGE_FILE: file })).toEqual([expect.stringContaining(mistake)]);
    rmSync(folder, { recursive: true });
  });

  it('names what is wrong in an exchange file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-config-'));
    const file = join(folder, 'exchange.yaml');
    const entry =
      'url: http://x, callTimeout: PT9S, attemptPatience: PT5S, followAfter: PT1S, followEvery: P1M, maxTries: 3, concurrency: 1';
    writeFileSync(file, `agencies:\n  justice: { ${entry}, backoff: { first: PT1S, factor: 2, max: PT1M }, colour: red }\n`);
    const mistakes = mistakesOf({ LIENTHONG_EXCHANGE_FILE: file }).join('\n');
    expect(mistakes).toMatch(/police/);
    expect(mistakes).toMatch(/followEvery/);
    expect(mistakes).toMatch(/colour/);
    rmSync(folder, { recursive: true });
  });
});
