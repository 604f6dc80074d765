import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '@lienthong/access';
import { systemTimekeeper } from '@lienthong/calendar';
import { ReceiveDossier, SubmitDossier, SubmitDossierDto } from '@lienthong/dossier';
import { installationFrom, projectRoot, type Installation } from '@lienthong/installation';
import type { PatienceByAgency } from '@lienthong/read-models';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { configFrom } from '../apps/engine/src/config';
import { Engine } from '../apps/engine/src/engine';
import { EngineModule } from '../apps/engine/src/engine.module';
import { AgencyInProcess } from './agency-in-process';

const CITIZEN: Actor = { kind: 'citizen', id: 'bench' };
const OFFICER: Actor = { kind: 'officer', id: 'bench', office: '26734' };
/** Three steps: the gate, then residence, then insurance. */
const CHOSEN = ['birth-registration', 'permanent-residence', 'health-insurance-card'];

/** A real engine with its agencies in the same process: log and keys on disk, synced; read models follow. No HTTP. */
export class EngineInProcess {
  private mothers = 0;

  private constructor(
    readonly engine: Engine,
    readonly installation: Installation,
    private readonly bus: CommandBus,
    private readonly close_: () => Promise<void>,
    readonly patience: PatienceByAgency,
    private readonly submission: SubmitDossierDto,
  ) {}

  static async open(dataDir: string): Promise<EngineInProcess> {
    const environment = { LIENTHONG_DATA_DIR: dataDir };
    const { exchange, ...config } = configFrom(environment);
    const unlimited = new Map(
      [...exchange].map(([code, { policy, ...agency }]) => {
        const { ratePerSecond: _, ...unhurried } = policy;
        return [code, { ...agency, policy: { ...unhurried, concurrency: 1_000 } }] as const;
      }),
    );
    const gateways = new Map([...exchange.keys()].map((code) => [code, new AgencyInProcess(code)]));
    const silent = { warn: () => undefined, error: (message: string, error: unknown) => console.error(message, error) };
    const engine = await Engine.open({ ...config, exchange: unlimited }, systemTimekeeper, silent, () => gateways);
    const app = await NestFactory.createApplicationContext(EngineModule.of(engine), { logger: ['error'] });
    engine.start('http://127.0.0.1:9');
    const example = JSON.parse(
      readFileSync(join(projectRoot(), 'workflows/birth/examples/nguyen-bao-an.json'), 'utf8'),
    ) as SubmitDossierDto;
    const submission = { ...example, delivery: 'portal' as const, chosen: CHOSEN };
    const patience = Object.fromEntries([...unlimited].map(([code, { policy }]) => [code, policy]));
    const close = async (): Promise<void> => {
      await app.close();
      await engine.close();
    };
    return new EngineInProcess(engine, installationFrom(environment), app.get(CommandBus), close, patience, submission);
  }

  /**
   * Takes so many bundles from submission to their returned results, `open` of them at any time.
   * @returns how long each took, in milliseconds
   */
  async run(bundles: number, open: number): Promise<number[]> {
    const waiting = new Map<string, () => void>();
    const ended = new Set<string>();
    const stopListening = this.engine.dossiers.onAppended(({ dossier: { id, phase } }) => {
      if (phase !== 'returned') return;
      const tell = waiting.get(id);
      waiting.delete(id);
      if (tell) tell();
      else ended.add(id);
    });
    const times: number[] = [];
    let begun = 0;
    const line = async (): Promise<void> => {
      while (begun < bundles) {
        begun++;
        const start = performance.now();
        const { id } = await this.bus.execute(new SubmitDossier(this.anotherBirth(), { commandId: randomUUID(), actor: CITIZEN }));
        await this.bus.execute(new ReceiveDossier(id, { commandId: randomUUID(), actor: OFFICER }));
        if (!ended.delete(id)) await new Promise<void>((resolve) => waiting.set(id, resolve));
        times.push(performance.now() - start);
      }
    };
    await Promise.all(Array.from({ length: Math.min(open, bundles) }, line));
    stopListening();
    return times;
  }

  /** The submission, of a mother of her own: no two are the same birth. */
  private anotherBirth(): SubmitDossierDto {
    const { form } = this.submission;
    const personalId = `082196${String(++this.mothers).padStart(6, '0')}`;
    return { ...this.submission, form: { ...form, mother: { ...(form['mother'] as object), personalId } } };
  }

  /** How many events are in the log. */
  events(): number {
    return this.engine.ownLog?.extent().events ?? 0;
  }

  /** Waits until the read models have caught up. */
  async followed(): Promise<void> {
    const { readModels } = this.engine;
    for (;;) {
      const { lag } = await readModels.state();
      if (lag === 0) return;
      await new Promise<void>((resolve) => {
        const end = readModels.onCommit(() => {
          end();
          resolve();
        });
      });
    }
  }

  close(): Promise<void> {
    return this.close_();
  }
}
