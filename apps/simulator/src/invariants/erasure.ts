import { isOver, type Dossier } from '@lienthong/dossier/domain';
import type { StoredEvent } from '@lienthong/event-store';
import type { Faults } from '../core/faults';
import type { World } from '../core/world';
import type { SeededKeys } from '../ports/seeded-vault';

const HOUR_MS = 3_600_000;
/** What was sealed before may be on its way to the log for so long. */
const ON_ITS_WAY_MS = 10 * 60_000;
/** A sealed field, and a sealed body: see `sealed-fields.ts` and `sealed-body.ts`. */
const SEALED = '"sealed":"';

/** Some of the dossiers that are over have their keys erased; from then on nothing is sealed for them any more. */
export class Erasure {
  private readonly looked = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly faults: Faults,
    private readonly keys: SeededKeys,
    private readonly breaks: (invariant: string, detail: string) => void,
  ) {}

  heard(dossier: Dossier): void {
    const { id } = dossier;
    if (!isOver(dossier) || this.looked.has(id)) return;
    this.looked.add(id);
    const name = `the key of ${id}`;
    if (!this.faults.strikes('key-erased', name)) return;
    this.world.after(this.world.chance.between(0, 2 * HOUR_MS, `${name}/erased`), () => {
      this.keys.erase(id, this.world.now);
      this.world.tell?.(`${name} is erased`);
    });
  }

  stored(events: readonly StoredEvent[]): void {
    for (const { stream, type, data } of events) {
      const subject = UUID.exec(stream)?.[0];
      const since = subject === undefined ? undefined : this.keys.erasedFor(subject, this.world.now);
      if (since === undefined || since < ON_ITS_WAY_MS) continue;
      if (Buffer.from(data).includes(SEALED))
        this.breaks('erased stays erased', `${type} in ${stream} is sealed with a key that was erased`);
    }
  }
}

/** The dossier of a stream: its own, that of its messages, or of what others were told. */
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
