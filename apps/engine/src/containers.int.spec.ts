import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { parse } from 'yaml';

interface Service {
  readonly image: string;
  readonly build?: { context: string; dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly network_mode?: string;
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

const folder = join(projectRoot(), 'docker');
const compose = parse(readFileSync(join(folder, 'compose.yaml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);

describe('the compose file', () => {
  it('pins every image that is not built here to a version', () => {
    const pulled = services.filter(([, { build }]) => !build);
    for (const [name, { image }] of pulled) expect([name, image]).toEqual([name, expect.stringMatching(/:v?\d+\.\d+\.\d+/)]);
  });

  it('lets nothing be reached from outside the machine', () => {
    for (const [name, { ports, network_mode }] of services) expect([name, ports, network_mode]).toEqual([name, undefined, 'host']);
  });

  it('builds by a Dockerfile that is there, and starts programs that the build makes', () => {
    for (const [, { build, command }] of services.filter(([, service]) => service.build)) {
      expect(existsSync(resolve(folder, build?.context ?? '', build?.dockerfile ?? ''))).toBe(true);
      for (const file of command ?? []) {
        expect(existsSync(join(projectRoot(), file.replace('/app/dist/', '').replace(/\.js$/, '.ts')))).toBe(true);
      }
    }
  });

  it('sets no variable that the programs do not read, and mounts nothing that is not there', () => {
    const operator = readFileSync(join(projectRoot(), 'docs/operator.md'), 'utf8');
    for (const [, { environment = {}, volumes = [], depends_on = {} }] of services) {
      for (const name of Object.keys(environment).filter((each) => each.startsWith('LIENTHONG_'))) expect(operator).toContain(name);
      for (const source of volumes.map((volume) => volume.split(':')[0] ?? '')) {
        expect([source, source.startsWith('.') ? existsSync(join(folder, source)) : source in compose.volumes]).toEqual([source, true]);
      }
      for (const other of Object.keys(depends_on)) expect(compose.services).toHaveProperty(other);
    }
  });
});
