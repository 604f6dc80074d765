import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureKeyPair } from '@lienthong/agencies';
import { dossierOf, DOSSIER_STREAMS } from '@lienthong/dossier';
import { KurrentDbEventStore } from '@lienthong/event-store/kurrentdb';
import { KurrentDbFacade } from '@lienthong/event-store/kurrentdb/testing';
import { TestRedis } from '@lienthong/handoff-bullmq/testing';
import { TestPostgres } from '@lienthong/postgres/testing';
import { ApiClient } from '../apps/cli/src/api-client';
import { Failure } from '../apps/cli/src/failure';
import { started, type Started } from '../apps/cli/src/testing/started-engine';
import { births, withoutLimits } from './over-http';
import { figure, type Figures } from './report';
import { percentile, stopwatch } from './stopwatch';

const OFFICER = 'kind=officer; id=bench; office=26734';
/** Before it is measured: code is compiled, pools are filled. */
const WARM_UP = 100;

/**
 * The production profile on one machine: engines with all roles over a log behind the façade (in this process, in memory), a real PostgreSQL for
 * lists and keys, a real Redis, agencies over HTTP. Whoever files goes round the engines.
 */
export async function cluster(folder: string, workers: number, count: number, open: number): Promise<Figures> {
  const [facade, redis, postgres] = await Promise.all([KurrentDbFacade.start(), TestRedis.start(), TestPostgres.start()]);
  const programs: Started[] = [];
  const log = new KurrentDbEventStore(`esdb://${facade.hosts}?tls=false`);
  const over = new AbortController();
  try {
    const { agencies, engines } = await start(join(folder, `cluster-${workers}`), workers, { facade, redis, postgres }, programs);
    const load = new Load(engines, over.signal, log);
    await load.run(WARM_UP, open);
    const cpu = cpuOf(engines.map(({ pid }) => pid));
    const simulators = cpuOf([agencies.pid]);
    const taken = stopwatch();
    const { whole } = await load.run(count, open);
    const { seconds, cpu: here } = taken();
    const rate = count / seconds;
    const figures = [
      figure('bundles', rate, 'bundles/s'),
      figure('p50 of a bundle', percentile(whole, 50), 'ms'),
      figure('p99 of a bundle', percentile(whole, 99), 'ms'),
      figure('CPU of the engines for a bundle', (cpu() / count) * 1000, 'ms'),
      figure('CPU of the simulators for a bundle', (simulators() / count) * 1000, 'ms'),
      figure('CPU of the façade and who files for a bundle', (here / count) * 1000, 'ms'),
    ];
    const { submissions } = await load.run(Math.ceil(count / 2), open, 1000 / (rate / 2));
    return [
      ...figures,
      figure('p50 of a submission at half load', percentile(submissions, 50), 'ms'),
      figure('p99 of a submission at half load', percentile(submissions, 99), 'ms'),
    ];
  } finally {
    over.abort();
    for (const each of programs.reverse()) await each.stop();
    await log.close();
    await Promise.all([redis.end(), postgres.end(), facade.stop()]);
  }
}

interface Servers {
  readonly facade: KurrentDbFacade;
  readonly redis: TestRedis;
  readonly postgres: TestPostgres;
}

async function start(folder: string, workers: number, { facade, redis, postgres }: Servers, programs: Started[]) {
  const [keys, masterKeyFile] = [join(folder, 'signing-keys'), join(folder, 'master.key')];
  mkdirSync(keys, { recursive: true });
  ensureKeyPair(keys, 'engine');
  writeFileSync(masterKeyFile, randomBytes(32).toString('hex'));
  const agencies = await started('agency-simulators', {
    LIENTHONG_SIMULATORS_PORT: '0',
    LIENTHONG_KEYS_DIR: keys,
    LIENTHONG_SIMULATOR_PACE_MS: '5',
  });
  programs.push(agencies);
  const shared = {
    LIENTHONG_PORT: '0',
    LIENTHONG_AGENCIES_URL: `http://127.0.0.1:${agencies.ready.port}`,
    LIENTHONG_EXCHANGE_FILE: withoutLimits(folder),
    LIENTHONG_LOG_URL: `esdb://${facade.hosts}?tls=false`,
    LIENTHONG_READ_MODELS_URL: await postgres.database(),
    LIENTHONG_KEYS_URL: await postgres.database(),
    LIENTHONG_QUEUE: redis.url,
    LIENTHONG_MASTER_KEY_FILE: masterKeyFile,
    LIENTHONG_SIGNING_KEYS_DIR: keys,
    LIENTHONG_ATTACHMENTS_DIR: join(folder, 'attachments'),
    LIENTHONG_ATTACHMENTS: 'unchecked',
  };
  const engines: Started[] = [];
  for (let at = 0; at < workers; at++) {
    const engine = await started('engine', { ...shared, LIENTHONG_DATA_DIR: join(folder, `machine-${at}`) });
    programs.push(engine);
    engines.push(engine);
  }
  return { agencies, engines };
}

/** Citizens and officers, who hear from the log itself when a dossier is over. */
class Load {
  private readonly waiting = new Map<string, () => void>();
  private readonly ended = new Set<string>();
  private readonly apis: readonly ApiClient[];
  private readonly births = births();
  private filed = 0;

  constructor(engines: readonly Started[], over: AbortSignal, log: KurrentDbEventStore) {
    this.apis = engines.map(({ ready }) => new ApiClient(ready.url ?? '', OFFICER, 'en'));
    void this.listen(log, over);
  }

  /**
   * Brings so many bundles from submission to their returned results.
   * @param open so many at any time
   * @param everyMs or one begins after so long
   * @returns how long each bundle and each submission took, in milliseconds
   */
  async run(count: number, open: number, everyMs?: number): Promise<{ readonly whole: number[]; readonly submissions: number[] }> {
    const [whole, submissions]: [number[], number[]] = [[], []];
    let left = count;
    const one = async (): Promise<void> => {
      const at = this.filed++;
      const api = this.apis[at % this.apis.length] as ApiClient;
      const begin = performance.now();
      const { id } = await api.submit(this.births(), `bench-${at}`);
      submissions.push(performance.now() - begin);
      await untilTaken(() => api.receive(id, `bench-${at}`));
      if (!this.ended.delete(id)) await new Promise<void>((resolve) => this.waiting.set(id, resolve));
      whole.push(performance.now() - begin);
    };
    const line = async (): Promise<void> => {
      while (left-- > 0) await one();
    };
    if (everyMs === undefined) await Promise.all(Array.from({ length: open }, line));
    else await atPace(count, everyMs, one);
    return { whole, submissions };
  }

  private async listen(log: KurrentDbEventStore, signal: AbortSignal): Promise<void> {
    const filter = { streamPrefixes: DOSSIER_STREAMS, types: ['ResultsReturned'] };
    for await (const item of log.subscribe({ filter, signal })) {
      if (item.kind !== 'event') continue;
      const id = dossierOf(item.event.stream);
      const tell = this.waiting.get(id);
      this.waiting.delete(id);
      if (tell) tell();
      else this.ended.add(id);
    }
  }
}

/** A reception waits for the lists, and is asked to come again where they lag by more than some seconds. */
async function untilTaken(call: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      return void (await call());
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'read-models-behind') throw error;
    }
  }
}

/** Begins one after the other at their moments, however long each takes. */
async function atPace(count: number, everyMs: number, one: () => Promise<void>): Promise<void> {
  const begin = performance.now();
  const under: Promise<void>[] = [];
  for (let i = 0; i < count; i++) {
    const wait = begin + i * everyMs - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    under.push(one());
  }
  await Promise.all(under);
}

const TICKS_A_SECOND = 100;

/** Starts to measure processes; the returned function tells the seconds of CPU that they have taken since (Linux). */
function cpuOf(pids: readonly number[]): () => number {
  const used = (): number =>
    pids.reduce((sum, pid) => {
      // Behind the name in brackets, user and system time are the 12th and 13th field (proc(5)).
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return sum + Number(fields[11]) + Number(fields[12]);
    }, 0);
  const before = used();
  return () => (used() - before) / TICKS_A_SECOND;
}
