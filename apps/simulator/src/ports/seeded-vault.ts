import { createHmac, createHash } from 'node:crypto';
import { KeyWriteFailed, type KeyVault, type SubjectKey } from '@lienthong/access';
import type { Faults } from '../core/faults';
import type { Process } from '../core/process';
import type { World } from '../core/world';

/** The keys of a world: they follow from its seed and outlive every process. */
export class SeededKeys {
  private readonly keys = new Map<string, SubjectKey>();

  constructor(readonly seed: number) {}

  find(subject: string): SubjectKey | undefined {
    return this.keys.get(subject);
  }

  make(subject: string): SubjectKey {
    const key = this.keys.get(subject) ?? (createHash('sha256').update(`${this.seed}/${subject}`).digest() as SubjectKey);
    this.keys.set(subject, key);
    return key;
  }
}

/** The keys, as one process sees them. */
export class SimulatedVault implements KeyVault {
  constructor(
    private readonly keys: SeededKeys,
    private readonly process: Process,
    private readonly world: World,
    private readonly faults: Faults,
  ) {}

  find(subject: string): SubjectKey | undefined {
    return this.keys.find(subject);
  }

  async keyFor(subject: string): Promise<SubjectKey> {
    const known = this.keys.find(subject);
    if (known) return known;
    const name = this.faults.numbered(`${this.process.name} makes a key for ${subject}`);
    await this.process.wait(this.world.chance.between(0.1, 2, name));
    if (this.faults.strikes('key-fails', name)) throw new KeyWriteFailed('simulated');
    return this.keys.make(subject);
  }

  /** Nobody erases anybody here. */
  async erase(_: string): Promise<boolean> {
    return Promise.resolve(false);
  }

  fingerprint(text: string): string {
    return createHmac('sha256', String(this.keys.seed)).update(text).digest('hex');
  }

  close(): void {
    // Keys outlive the process.
  }
}
