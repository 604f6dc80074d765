import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { projectRoot, unknownVariables } from '@lienthong/installation';
import { parseDocument } from 'yaml';
import { configFrom } from './config';
import { readComposeFile } from './testing/deployment/compose-file';

const FILES = ['docker/compose.yaml', 'docker/compose.servers.yaml', 'docker/cluster/compose.yaml'];

/** What whoever starts the cluster says. */
const SAID = { LIENTHONG_PUBLIC_URL: 'https://lienthong.example' };

/** Programs of ours run by the image's own user, and the engine has a health check in the image. */
const dockerfile = readFileSync(join(projectRoot(), 'docker/Dockerfile'), 'utf8');

describe.each(FILES)('%s', (path) => {
  const { services: byName, volumes: named } = readComposeFile(path);
  const services = Object.entries(byName);
  const ours = services.filter(([, { build }]) => build !== undefined);
  const pulled = services.filter(([, { build }]) => build === undefined);
  const folder = dirname(join(projectRoot(), path));

  it('pins every image that is not built here to a version', () => {
    for (const [name, { image }] of pulled) expect([name, image]).toEqual([name, expect.stringMatching(/:v?\d+\.\d+(\.\d+)?(-[a-z]+)?$/)]);
  });

  it('lets nothing be reached from outside the machine', () => {
    for (const [name, { network_mode, networks = [], ports = [], ...service }] of services) {
      expect([name, ports.filter((port) => !port.startsWith('127.0.0.1:'))]).toEqual([name, []]);
      for (const network of networks) expect(Object.keys(readComposeFile(path).networks)).toContain(network);
      if (network_mode !== 'host' || service.build) continue;
      // A server that shares the machine's network is told to listen on loopback, in its words or in its settings.
      expect([name, JSON.stringify([service.command, service.environment])]).toEqual([name, expect.stringContaining('127.0.0.1')]);
    }
  });

  it('runs nothing as root, with anything writable but its data, or with a way to more rights', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    for (const [name, { read_only, cap_drop, security_opt }] of services) {
      expect([name, read_only, cap_drop, security_opt]).toEqual([name, true, ['ALL'], ['no-new-privileges:true']]);
    }
    for (const [name, { user }] of pulled) expect([name, user]).toEqual([name, expect.not.stringMatching(/^(0|root)\b/)]);
  });

  it('asks everything whether it is well', () => {
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
    const forEver = services.filter(([, { restart }]) => restart !== 'no');
    const unasked = forEver.filter(([, { build, command, healthcheck }]) => !healthcheck && !(build && !command));
    expect(unasked.map(([name]) => name)).toEqual([]);
  });

  it('builds by a Dockerfile that is there, and starts programs that the build makes', () => {
    for (const [, { build, command }] of ours) {
      expect(existsSync(resolve(folder, build?.context ?? '', build?.dockerfile ?? ''))).toBe(true);
      for (const file of command ?? []) {
        expect(existsSync(join(projectRoot(), file.replace('/app/dist/', '').replace(/\.js$/, '.ts')))).toBe(true);
      }
    }
  });

  it('sets no variable that the programs do not read, and mounts nothing that is not there', () => {
    for (const [, { environment = {}, volumes = [], depends_on = {} }] of services) {
      expect(unknownVariables(environment)).toEqual([]);
      for (const source of volumes.map((volume) => volume.split(':')[0] ?? '')) {
        // What is secret is made for each cluster; whether all of it is made, its own test knows.
        if (source.startsWith('./secrets/')) continue;
        expect([source, source.startsWith('.') ? existsSync(join(folder, source)) : source in named]).toEqual([source, true]);
      }
      for (const other of Object.keys(depends_on)) expect(byName).toHaveProperty([other]);
    }
  });

  it('configures engines as they take it', () => {
    // Where secrets are made, their own test configures engines with them.
    for (const [, { environment = {}, secrets }] of ours.filter(([, { command }]) => !command)) {
      if (!secrets) expect(() => configFrom(environment)).not.toThrow();
    }
  });

  const composeIsHere = spawnSync('docker-compose', ['version']).status === 0;
  (composeIsHere ? it : it.skip)('is taken by docker-compose', () => {
    const document = parseDocument(readFileSync(join(projectRoot(), path), 'utf8'));
    // Older ones than the specification's do not know the name of a project.
    document.delete('name');
    const input = document.toString().replaceAll(/^( *env_file: ).*$/gm, '$1[]');
    const words = ['--project-directory', folder, '-f', '-', 'config', '--quiet'];
    const env = { ...process.env, ...SAID };
    expect(spawnSync('docker-compose', words, { input, encoding: 'utf8', env })).toMatchObject({ status: 0, stderr: '' });
  });
});
