import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';

const SCRIPT = join(projectRoot(), 'docker/cluster/make-secrets.sh');

/** What docker/cluster/make-secrets.sh makes, in a folder of its own, which was empty. */
export class ClusterSecrets {
  readonly folder = mkdtempSync(join(tmpdir(), 'lienthong-secrets-'));

  constructor() {
    this.make();
  }

  /** Runs the script again. @returns what it says */
  make(): string {
    return execFileSync('sh', [SCRIPT, this.folder], { encoding: 'utf8', stdio: 'pipe' });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** Puts the public keys there that agencies would have sent. */
  addAgencies(keys: readonly string[]): void {
    for (const key of keys) {
      const { publicKey } = generateKeyPairSync('ed25519');
      writeFileSync(this.path(`signing-keys/${key}.public.pem`), publicKey.export({ type: 'spki', format: 'pem' }));
    }
  }

  /** The settings of an engine, with what a container has under /run/secrets and /etc/lienthong where it is here. */
  inPlace(environment: Readonly<Record<string, string>>): Record<string, string> {
    const places = [
      ['/run/secrets', this.folder],
      ['/etc/lienthong/signing-keys', this.path('signing-keys')],
      ['/etc/lienthong', join(projectRoot(), 'docker/cluster')],
    ] as const;
    const here = (text: string): string => places.reduce((sofar, [there, place]) => sofar.replace(there, place), text);
    return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, here(value)]));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
