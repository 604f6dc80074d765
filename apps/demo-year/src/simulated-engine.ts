import { join } from 'node:path';
import type { AgencyCode } from '@lienthong/bundle';
import type { ManualTimekeeper } from '@lienthong/calendar';
import type { AgencyGateway, ExchangePolicy } from '@lienthong/handoff';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { configFrom } from '../../engine/src/config';
import { Engine } from '../../engine/src/engine';
import { EngineModule } from '../../engine/src/engine.module';
import { assembleWorkflows } from './assemble-workflows';

const HOUR_MS = 3_600_000;
const YEARS_MS = 10 * 365 * 24 * HOUR_MS;

/** Agencies speak by themselves here; what fails is tried again every hour, and nobody gives up by counting. */
const POLICY: ExchangePolicy = {
  attemptMs: YEARS_MS,
  followAfterMs: YEARS_MS,
  followEveryMs: YEARS_MS,
  maxTries: 1_000,
  backoff: { firstMs: HOUR_MS, factor: 1, maxMs: HOUR_MS },
  concurrency: 1_000,
};

export interface SimulatedEngine {
  readonly engine: Engine;
  readonly bus: CommandBus;
  readonly policy: ExchangePolicy;
  close(): Promise<void>;
}

/** A real engine whose time is moved by hand and whose agencies are in this process; log and keys are on the disk, synced. */
export async function openSimulated(
  dataDir: string,
  time: ManualTimekeeper,
  agencyOf: (code: AgencyCode) => AgencyGateway,
): Promise<SimulatedEngine> {
  const workflowsDir = join(dataDir, 'workflows');
  assembleWorkflows(workflowsDir);
  const config = configFrom({ LIENTHONG_DATA_DIR: dataDir, LIENTHONG_WORKFLOWS_DIR: workflowsDir });
  const exchange = new Map([...config.exchange].map(([code, agency]) => [code, { ...agency, policy: POLICY }] as const));
  const gateways = new Map([...exchange.keys()].map((code) => [code, agencyOf(code)]));
  const log = { warn: () => undefined, error: (message: string, error: unknown) => console.error(message, error) };
  const engine = await Engine.open({ ...config, exchange }, time, log, () => gateways);
  const app = await NestFactory.createApplicationContext(EngineModule.of(engine), { logger: ['error'] });
  engine.start('http://127.0.0.1:9');
  const close = async (): Promise<void> => {
    await app.close();
    await engine.close();
  };
  return { engine, bus: app.get(CommandBus), policy: POLICY, close };
}
