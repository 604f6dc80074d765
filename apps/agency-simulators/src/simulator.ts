import type { FastifyInstance } from 'fastify';
import type { SigningKey, VerificationKeys } from '@lienthong/agencies';
import type { Callbacks } from './callbacks';
import type { Desk, Town } from './desk';
import type { Tally } from './tally';

/** One simulated agency: its desk, what it has counted, and the routes under which it is reached. */
export interface Simulator {
  readonly agency: string;
  readonly desk: Desk;
  readonly tally: Tally;
  readonly callbacks?: Callbacks;
  routes(app: FastifyInstance): void;
  /** Forgets what it keeps beside its desk. */
  forget?(): void;
}

export interface SimulatorSettings {
  readonly town: Town;
  readonly engineKeys: VerificationKeys;
}

export interface SigningSimulatorSettings extends SimulatorSettings {
  readonly key: SigningKey;
  readonly wrongKey: SigningKey;
}
