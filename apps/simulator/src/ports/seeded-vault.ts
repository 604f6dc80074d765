import { createHmac, createHash } from 'node:crypto';
import { KeyErased, KeyWriteFailed, type KeyVault, type SubjectKey } from '@lienthong/access';
import type { Faults } from '../core/faults';
import type { Process } from '../core/process';
import type { World } from '../core/world';

/** The keys of a world: they follow from its seed and outlive every process. */
export class SeededKeys {
  private readonly keys = new Map<string, SubjectKey>();
  private readonly erasedAt = new Map<string, number>();

  constructor(readonly seed: number) {}

  find(subject: string): SubjectKey | undefined {
    return this.keys.get(subject);
  }

  /** @param now in milliseconds since the epoch */
  erase(subject: string, now: number): boolean {
    this.erasedAt.set(subject, this.erasedAt.get(subject) ?? now);
    return this.keys.delete(subject);
  }

  isErased(subject: string): boolean {
    return this.erasedAt.has(subject);
  }

  /** So many milliseconds ago; nothing where it was not erased. */
  erasedFor(subject: string, now: number): number | undefined {
    const at = this.erasedAt.get(subject);
    return at === undefined ? undefined : now - at;
  }

  /** @throws KeyErased an erased subject gets no new key */
  make(subject: string): SubjectKey {
    if (this.isErased(subject)) throw new KeyErased(subject);
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
    if (this.keys.isErased(subject)) throw new KeyErased(subject);
    const name = this.faults.numbered(`${this.process.name} makes a key for ${subject}`);
    await this.process.wait(this.world.chance.between(0.1, 2, name));
    if (this.faults.strikes('key-fails', name)) throw new KeyWriteFailed('simulated');
    return this.keys.make(subject);
  }

  async erase(subject: string): Promise<boolean> {
    return Promise.resolve(this.keys.erase(subject, this.world.now));
  }

  fingerprint(text: string): string {
    return createHmac('sha256', String(this.keys.seed)).update(text).digest('hex');
  }

  close(): void {
    // Keys outlive the process.
  }
}
