import { plusMillis, type Instant, type Timekeeper } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import { pauseMs, type SyncPolicy } from './sync-policy';
import type { Told } from './status-teller';

/** Why a dossier's statuses are not told at the moment. */
export interface SyncTrouble {
  readonly dossier: DossierId;
  /** `refused`: nothing is told until a person has looked; `failing`: it is tried again by itself. */
  readonly kind: 'refused' | 'failing';
  /** Of the message that does not get through; 0 where it did not come to one. */
  readonly number: number;
  readonly code: string;
  readonly since: Instant;
  readonly tries: number;
  readonly retryAt?: Instant;
}

interface Place {
  is: 'queued' | 'running' | 'waiting' | 'stopped';
  /** There was news while it was running. */
  again: boolean;
  number: number;
  tries: number;
  since: Instant;
  code: string;
  retryAt?: Instant;
  callOff?: () => void;
}

/** While so many are in the queue, nobody has to bring more. */
const LONGEST_QUEUE = 10_000;

/** The dossiers with something to tell: each at one place only, several worked on at once, what fails tried again later. */
export class DossierLine {
  private readonly places = new Map<DossierId, Place>();
  private readonly queue = new Set<DossierId>();
  private readonly jobs = new Set<Promise<void>>();
  private makeRoom: (() => void) | undefined;
  private closed = false;

  constructor(
    private readonly work: (dossier: DossierId) => Promise<Told>,
    private readonly policy: SyncPolicy,
    private readonly time: Timekeeper,
    private readonly onStopped: (dossier: DossierId, code: string) => void,
    /** What the work threw: the log, not the receiver. */
    private readonly onFailure: (dossier: DossierId, error: unknown) => void,
  ) {}

  /** There may be news of a dossier. One that waits for its next try or for a person keeps waiting. */
  add(dossier: DossierId): void {
    const place = this.places.get(dossier);
    if (this.closed) return;
    if (!place) this.enqueue(dossier, { is: 'queued', again: false, number: 0, tries: 0, since: this.time.now(), code: '' });
    else if (place.is === 'running') place.again = true;
  }

  /** A person has cleared it up: it is worked on again. */
  release(dossier: DossierId): void {
    if (this.places.get(dossier)?.is === 'stopped') this.places.delete(dossier);
    this.add(dossier);
  }

  /** Where it waits for a person: the number of the message; nothing where it does not. */
  stoppedAt(dossier: DossierId): number | undefined {
    const place = this.places.get(dossier);
    return place?.is === 'stopped' ? place.number : undefined;
  }

  /** All whose news is not settled. */
  open(): readonly DossierId[] {
    return [...this.places.keys()];
  }

  troubles(): readonly SyncTrouble[] {
    return [...this.places].flatMap(([dossier, { is, number, code, since, tries, retryAt }]): SyncTrouble[] => {
      if (is === 'stopped') return [{ dossier, kind: 'refused', number, code, since, tries }];
      if (tries < this.policy.maxTries) return [];
      return [{ dossier, kind: 'failing', number, code, since, tries, ...(retryAt !== undefined && { retryAt }) }];
    });
  }

  /** Resolves once there is room for more. */
  async room(): Promise<void> {
    while (this.queue.size >= LONGEST_QUEUE && !this.closed) await new Promise<void>((go) => (this.makeRoom = go));
  }

  /** Takes nothing new and waits until what runs is done. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { callOff } of this.places.values()) callOff?.();
    this.makeRoom?.();
    await Promise.all(this.jobs);
  }

  private enqueue(dossier: DossierId, place: Place): void {
    this.places.set(dossier, place);
    this.queue.add(dossier);
    this.advance();
  }

  private advance(): void {
    for (const dossier of this.queue) {
      if (this.closed || this.jobs.size >= this.policy.concurrency) return;
      this.queue.delete(dossier);
      const place = this.places.get(dossier);
      if (place) this.run(dossier, place);
      this.makeRoom?.();
    }
  }

  private run(dossier: DossierId, place: Place): void {
    Object.assign(place, { is: 'running', again: false });
    const job = this.attempt(dossier).then((told) => {
      this.jobs.delete(job);
      this.settle(dossier, place, told);
      this.advance();
    });
    this.jobs.add(job);
  }

  private async attempt(dossier: DossierId): Promise<Told> {
    try {
      return await this.work(dossier);
    } catch (error) {
      this.onFailure(dossier, error);
      return { kind: 'later', number: 0, code: 'engine-failure', detail: '' };
    }
  }

  private settle(dossier: DossierId, place: Place, told: Told): void {
    switch (told.kind) {
      case 'settled':
        if (place.again) this.enqueue(dossier, { ...place, is: 'queued', number: 0, tries: 0 });
        else this.places.delete(dossier);
        return;
      case 'stopped':
        this.stop(dossier, place, told);
        return;
      case 'later':
        this.postpone(dossier, place, told);
    }
  }

  private stop(dossier: DossierId, place: Place, { number, code, since = this.time.now() }: Extract<Told, { kind: 'stopped' }>): void {
    // Released while it was being looked at, maybe.
    if (place.again) return this.enqueue(dossier, { ...place, is: 'queued' });
    Object.assign(place, { is: 'stopped', number, code, since });
    this.onStopped(dossier, code);
  }

  private postpone(dossier: DossierId, place: Place, { number, code, retryAfterMs = 0 }: Extract<Told, { kind: 'later' }>): void {
    const now = this.time.now();
    // Some got through: what fails now, fails for the first time.
    if (place.tries === 0 || number > place.number) Object.assign(place, { tries: 0, since: now });
    const tries = place.tries + 1;
    const retryAt = plusMillis(now, Math.max(retryAfterMs, pauseMs(this.policy, dossier, tries)));
    Object.assign(place, { is: 'waiting', number, code, tries, retryAt });
    if (!this.closed) place.callOff = this.time.wakeAt(retryAt, () => this.enqueue(dossier, { ...place, is: 'queued' }));
  }
}
