import { systemTimekeeper } from '@lienthong/calendar';
import type { Position } from '@lienthong/event-store';
import { endOf } from '../log-source';
import type { TenurePatience } from '@lienthong/postgres';
import { SharedReadModels } from '../postgres/shared-read-models';
import { PATIENCE_BY_AGENCY, Readers, Writers } from './readers';

/** Looks often, and gives up on nobody who is only slow. */
const WAITS: TenurePatience = { leaseMs: 600_000, beatMs: 20, againMs: 20 };

/** Waits as long as it takes; the test runner ends it if it never comes. */
const PATIENTLY = { timeoutMs: 3_600_000 };

/** One log, and engines that share the read models of it in one database. */
export class SharedLog {
  /** The same log's read models in SQLite, to compare. */
  readonly embedded = new Readers();
  readonly writers = new Writers(this.embedded);
  readonly troubles: string[] = [];
  private readonly engines: SharedReadModels[] = [];

  constructor(readonly url: string) {}

  async engine({ writes = true } = {}): Promise<SharedReadModels> {
    const models = await SharedReadModels.open({
      url: this.url,
      store: this.embedded.store,
      patience: PATIENCE_BY_AGENCY,
      time: systemTimekeeper,
      onTrouble: (reason) => this.troubles.push(reason),
      waits: WAITS,
      writes,
    });
    this.engines.push(models);
    return models;
  }

  async end(): Promise<Position> {
    return (await endOf(this.embedded.store)) ?? ('' as Position);
  }

  /** Waits until an engine shows all that is stored. */
  async caughtUp(models: SharedReadModels): Promise<void> {
    await models.reached(await this.end(), PATIENTLY);
  }

  async close(): Promise<void> {
    for (const each of this.engines) await each.close();
    this.writers.close();
    await this.embedded.close();
  }
}
