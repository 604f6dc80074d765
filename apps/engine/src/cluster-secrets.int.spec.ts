import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate, createHash, createPrivateKey } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { readLogAddress } from '@lienthong/event-store';
import { withSecretFiles } from '@lienthong/installation';
import { configFrom } from './config';
import { ClusterSecrets } from './testing/deployment/cluster-secrets';
import { readComposeFile } from './testing/deployment/compose-file';

const SERVERS = ['node1', 'node2', 'node3', 'postgres', 'redis'];
const AGENCIES = ['police', 'social-insurance', 'commune-affairs', 'home-affairs'];

describe('the secrets of a cluster', () => {
  const compose = readComposeFile('docker/cluster/compose.yaml');
  let secrets: ClusterSecrets;
  beforeAll(() => {
    secrets = new ClusterSecrets();
  });
  afterAll(() => secrets.remove());

  const certificate = (name: string): X509Certificate => new X509Certificate(secrets.read(`${name}.crt`));

  it.each(SERVERS)('have a certificate of %s by their own authority, for its name and its own key', (name) => {
    const [server, authority] = [certificate(name), certificate('ca')];
    expect([server.verify(authority.publicKey), server.checkIssued(authority), server.ca, authority.ca]).toEqual([true, true, false, true]);
    expect([server.checkHost(name), server.checkHost('localhost'), server.checkHost('other')]).toEqual([name, 'localhost', undefined]);
    expect(server.checkPrivateKey(createPrivateKey(secrets.read(`${name}.key`)))).toBe(true);
    const words = [
      'verify',
      '-CAfile',
      secrets.path('ca.crt'),
      '-purpose',
      'sslserver',
      '-verify_hostname',
      name,
      secrets.path(`${name}.crt`),
    ];
    expect(execFileSync('openssl', words, { encoding: 'utf8' })).toMatch(/: OK\n$/);
  });

  it('let nodes of the log know each other, and nothing else pass for one', () => {
    const [node1, node2, node3] = ['node1', 'node2', 'node3'].map(certificate);
    expect(new Set([node1?.subject, node2?.subject, node3?.subject]).size).toBe(1);
    expect(certificate('redis').subject).not.toBe(node1?.subject);
    const asClient = (name: string) =>
      spawnSync('openssl', ['verify', '-CAfile', secrets.path('ca.crt'), '-purpose', 'sslclient', secrets.path(`${name}.crt`)]).status;
    expect([asClient('node1'), asClient('redis')]).toEqual([0, 2]);
  });

  it('are seen by their owner only, who lets the servers read what they are given', () => {
    const mode = (name: string) => statSync(secrets.path(name)).mode & 0o777;
    expect([mode('.'), mode('ca.key'), mode('kurrentdb.env'), mode('kurrentdb-ops.password')]).toEqual([0o700, 0o600, 0o600, 0o600]);
    const given = Object.values(compose.secrets).map(({ file }) => file.replace('secrets/', ''));
    for (const name of given) expect([name, mode(name)]).toEqual([name, 0o644]);
  });

  it('are all that the compose file asks for', () => {
    const made = new Set(readdirSync(secrets.folder));
    const mounted = Object.values(compose.services).flatMap(({ volumes = [], env_file = [] }) => [...volumes, ...env_file]);
    const asked = [...mounted, ...Object.values(compose.secrets).map(({ file }) => `./${file}`)].flatMap(
      (text) => /^(?:\.\/)?secrets\/([^:]+)/.exec(text)?.[1] ?? [],
    );
    expect(asked.filter((name) => !made.has(name))).toEqual([]);
    for (const { secrets: names = [] } of Object.values(compose.services)) {
      for (const name of names) expect(compose.secrets).toHaveProperty([name]);
    }
  });

  it('give each engine settings that it takes, with a log that is found behind any of three nodes', () => {
    secrets.addAgencies(AGENCIES);
    const engines = Object.entries(compose.services).filter(([, { build }]) => build);
    expect(engines).toHaveLength(4);
    for (const [, { environment = {} }] of engines) {
      const settings = { ...secrets.inPlace(environment), LIENTHONG_PUBLIC_URL: 'https://lienthong.example' };
      const { servers, queue, roles } = configFrom(settings);
      expect(roles.size).toBeLessThan(4);
      expect(servers.keysUrl).toMatch(/^postgres:\/\/lienthong:[0-9a-f]{48}@postgres:5432\/keys\?sslmode=verify-full&sslrootcert=/);
      expect(servers.readModelsUrl).toMatch(/\/read_models\?sslmode=verify-full/);
      expect(queue).toMatchObject({ at: { host: 'redis', tls: true }, username: 'lienthong' });
      expect(readLogAddress(withSecretFiles(settings).environment['LIENTHONG_LOG_URL'] ?? '')).toMatchObject({
        hosts: ['node1', 'node2', 'node3'].map((address) => ({ address, port: 2113 })),
        tls: true,
        tlsCaFile: '/run/secrets/ca.crt',
        credentials: { username: 'lienthong', password: secrets.read('kurrentdb.password') },
      });
    }
    const done = new Set(engines.flatMap(([, { environment }]) => (environment?.['LIENTHONG_ROLES'] ?? '').split(',')));
    expect([...done].sort()).toEqual(['projector', 'timers', 'web', 'worker']);
  });

  it('stay as they are when they are made again, and only what was taken away is made anew', () => {
    const fingerprint = () =>
      Object.fromEntries(
        readdirSync(secrets.folder, { withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ name }) => [name, createHash('sha256').update(secrets.read(name)).digest('hex')]),
      );
    const before = fingerprint();
    expect(secrets.make()).toBe('');
    expect(fingerprint()).toEqual(before);
    rmSync(secrets.path('node2.crt'));
    expect(secrets.make()).toBe('made node2.crt, node2.key\n');
    const { 'node2.crt': _certificate, 'node2.key': _key, ...others } = fingerprint();
    expect(before).toMatchObject(others);
    expect(certificate('node2').verify(certificate('ca').publicKey)).toBe(true);
  });

  it('are not made from half an authority', () => {
    const half = new ClusterSecrets();
    rmSync(half.path('ca.key'));
    expect(() => half.make()).toThrow(/only one of ca.crt and ca.key/);
    half.remove();
  });
});
