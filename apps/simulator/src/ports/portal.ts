import {
  CHANNEL_ORDER,
  messageKey,
  PORTAL_ORDER,
  type ChannelStatus,
  type PortalStatus,
  type Standing,
  type StatusMessage,
  type StatusReceiver,
  type SyncTarget,
  type Telling,
} from '@lienthong/status-sync';
import type { DossierId } from '@lienthong/dossier/domain';
import type { Faults } from '../core/faults';
import type { Process } from '../core/process';
import type { World } from '../core/world';

const DOWN = { kind: 'unavailable', code: 'no-answer', detail: 'nothing came' } as const;
const TIMEOUT_MS = 30_000;
const HOUR_MS = 3_600_000;

/** In which order each of them takes statuses. */
const TAKES: Readonly<Record<SyncTarget, (told: readonly number[], next: number) => boolean>> = {
  portal: (told, next) => PORTAL_ORDER.takes(told as PortalStatus[], next as PortalStatus),
  channel: (told, next) => CHANNEL_ORDER.takes(told as ChannelStatus[], next as ChannelStatus),
};

/** The national portal, or the linked-service channel: keeps what it is told, and takes a message again for the same. What it is told out of order it takes, and remembers. */
export class Portal {
  readonly told = new Map<DossierId, number[]>();
  /** What should not have been told, one line each. */
  readonly complaints: string[] = [];
  private readonly under = new Map<string, string>();

  constructor(readonly target: SyncTarget) {}

  take(message: StatusMessage): Telling {
    const { dossier, number, status } = message;
    const key = messageKey(message);
    const content = JSON.stringify(message);
    const before = this.under.get(key);
    if (before !== undefined) {
      if (before !== content) this.complaints.push(`${key} was told with another content`);
      return { kind: 'confirmed', already: true };
    }
    const told = this.told.get(dossier) ?? [];
    if (number !== told.length + 1) return { kind: 'out-of-order', code: 'predecessor-missing', detail: '' };
    if (!TAKES[this.target](told, status)) this.complaints.push(`${dossier}: ${status} after ${told.join(' ')}`);
    this.told.set(dossier, [...told, status]);
    this.under.set(key, content);
    return { kind: 'confirmed', already: false };
  }
}

/** The line of one process to the portal. */
export class PortalLine implements StatusReceiver {
  constructor(
    private readonly portal: Portal,
    private readonly process: Process,
    private readonly world: World,
    private readonly faults: Faults,
  ) {}

  get target(): SyncTarget {
    return this.portal.target;
  }

  prepare(message: StatusMessage): Uint8Array {
    return Buffer.from(JSON.stringify(message));
  }

  async tell(message: StatusMessage): Promise<Telling> {
    const name = this.faults.numbered(`${this.process.name} tells the ${this.target} ${messageKey(message)}`);
    await this.process.wait(this.world.chance.between(5, 300, name));
    const hour = `the ${this.target} in hour ${Math.floor(this.world.now / HOUR_MS)}`;
    if (this.faults.strikes('portal-outage', hour) || this.faults.strikes('portal-down', name)) return DOWN;
    const telling = this.portal.take(message);
    const lost = this.faults.strikes('portal-answer-lost', name);
    await this.process.wait(lost ? TIMEOUT_MS : this.world.chance.between(5, 300, `${name}/answer`));
    return lost ? DOWN : telling;
  }

  async inquire(dossier: DossierId): Promise<Standing> {
    await this.process.wait(100);
    return { kind: 'has', last: this.portal.told.get(dossier)?.length ?? 0 };
  }
}
