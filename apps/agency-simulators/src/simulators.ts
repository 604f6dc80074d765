import fastify, { type FastifyInstance } from 'fastify';
import type { SigningKey, VerificationKeys } from '@lienthong/agencies';
import { adminRoutes } from './admin';
import type { Town } from './desk';
import { funeralSimulator } from './funeral.simulator';
import { justiceSimulator } from './justice.simulator';
import { EffectLedger } from './ledger';
import { linkedChannelSimulator } from './linked-channel.simulator';
import { policeSimulator } from './police.simulator';
import { portalSimulator } from './portal.simulator';
import { realScheduler, type Scheduler } from './scheduler';
import type { Simulator } from './simulator';
import { socialInsuranceSimulator } from './social-insurance.simulator';

/** The agencies that sign what they send. */
export const SIGNING_AGENCIES = ['police', 'social-insurance', 'commune-affairs', 'home-affairs'] as const;
export type SigningAgencyName = (typeof SIGNING_AGENCIES)[number];

export interface SimulatorsConfig {
  readonly seed: string;
  /** Typical time from receiving to the result; milliseconds. */
  readonly paceMs: number;
  /** Public keys of the engine by key id. */
  readonly engineKeys: VerificationKeys;
  readonly keys: Readonly<Record<SigningAgencyName, SigningKey>>;
  /** A key that the engine does not know by the id it is used under, for the fault `wrong-signature`. */
  readonly wrongKey: SigningKey;
  readonly scheduler?: Scheduler;
}

export interface Simulators {
  readonly app: FastifyInstance;
  readonly agencies: readonly Simulator[];
  readonly ledger: EffectLedger;
  reset(): void;
  close(): Promise<void>;
}

/** The agencies, those who are told statuses, and the admin API in one server. It does not listen yet. */
export function createSimulators({ seed, paceMs, engineKeys, keys, wrongKey, scheduler = realScheduler() }: SimulatorsConfig): Simulators {
  const ledger = new EffectLedger();
  const town: Town = { seed, scheduler, ledger, paceMs };
  const signing = (agency: SigningAgencyName) => {
    const key = keys[agency];
    return { town, engineKeys, key, wrongKey: { keyId: key.keyId, privateKey: wrongKey.privateKey } };
  };
  const agencies: readonly Simulator[] = [
    justiceSimulator({ town, engineKeys }),
    policeSimulator(signing('police')),
    socialInsuranceSimulator(signing('social-insurance')),
    funeralSimulator('commune-affairs', signing('commune-affairs')),
    funeralSimulator('home-affairs', signing('home-affairs')),
    portalSimulator({ town, engineKeys }),
    linkedChannelSimulator({ town, engineKeys }),
  ];
  const reset = () => {
    scheduler.cancelAll();
    ledger.clear();
    for (const agency of agencies) {
      agency.desk.reset();
      agency.tally.reset();
      agency.callbacks?.reset();
      agency.forget?.();
    }
  };
  // Answers withheld on purpose must not hold up the end; handoffs may be longer than Fastify's hundred characters.
  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 1_000 } });
  app.register(async (outside) => {
    outside.removeAllContentTypeParsers();
    outside.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const agency of agencies) agency.routes(outside);
  });
  adminRoutes(app, seed, agencies, reset);
  return {
    app,
    agencies,
    ledger,
    reset,
    async close() {
      scheduler.cancelAll();
      await Promise.all(agencies.flatMap(({ callbacks }) => (callbacks ? [callbacks.close()] : [])));
      await app.close();
    },
  };
}
