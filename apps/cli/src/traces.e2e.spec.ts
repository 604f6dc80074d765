import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { ApiClient } from './api-client';
import { exchangeFile } from './testing/exchange-file';
import { started, type Started } from './testing/started-engine';
import { temporaryFolder, until } from './testing/started-program';
import { TraceCollector, type CollectedSpan } from './testing/trace-collector';

const OFFICER = 'kind=officer; id=test-officer; role=one-stop';
const EXAMPLE = readFileSync(join(projectRoot(), 'workflows/birth/examples/nguyen-bao-an.json'), 'utf8');
const PORTAL_SPAN = 'b7ad6b7169203331';
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';
/** Of an ordinary birth. */
const HANDOFFS = ['queue justice', 'queue police', 'queue social-insurance'];

describe('the way of a birth through the engine', () => {
  let collector: TraceCollector;
  let folder: ReturnType<typeof temporaryFolder>;
  let running: Started[];
  beforeEach(async () => {
    collector = await TraceCollector.start();
    folder = temporaryFolder();
    running = [];
  });
  afterEach(async () => {
    for (const each of running.reverse()) await each.stop();
    await collector.stop();
    folder.remove();
  });

  async function start(...what: Parameters<typeof started>): Promise<Started> {
    const program = await started(...what);
    running.push(program);
    return program;
  }
  const simulators = async (): Promise<string> => {
    const { ready } = await start('agency-simulators', {
      LIENTHONG_SIMULATORS_PORT: '0',
      LIENTHONG_KEYS_DIR: join(folder.path, 'signing-keys'),
      LIENTHONG_SIMULATOR_PACE_MS: '50',
    });
    return `http://127.0.0.1:${ready.port}`;
  };
  const engine = (agencies: string, more: Readonly<Record<string, string>> = { LIENTHONG_TRACES_URL: collector.url }): Promise<Started> =>
    start('engine', {
      LIENTHONG_PORT: '0',
      LIENTHONG_DATA_DIR: folder.path,
      LIENTHONG_AGENCIES_URL: agencies,
      LIENTHONG_EXCHANGE_FILE: exchangeFile(folder.path),
      ...more,
    });
  /** A portal of the province submits it, in a trace that it began. */
  async function submitted({ ready }: Started, traceId: string): Promise<string> {
    const response = await fetch(`${ready.url}/dossiers`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'lienthong-actor': 'kind=citizen; id=test-citizen',
        traceparent: `00-${traceId}-${PORTAL_SPAN}-01`,
      },
      body: EXAMPLE,
    });
    return ((await response.json()) as { id: string }).id;
  }
  const apiOf = ({ ready }: Started): ApiClient => new ApiClient(ready.url ?? '', OFFICER, 'en');
  const names = (spans: readonly CollectedSpan[]): readonly string[] => spans.map(({ name }) => name);

  it('is one trace, from the citizen’s request over log, queue and agencies to the last callback', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const program = await engine(await simulators());
    const id = await submitted(program, traceId);
    await apiOf(program).receive(id);
    await until(async () => (await apiOf(program).dossier(id)).phase === 'returned' || undefined);
    await program.stop();

    const spans = collector.ofTrace(traceId);
    expect(names(spans)).toEqual(
      expect.arrayContaining([
        'POST /dossiers',
        'SubmitDossier',
        'ReceiveDossier',
        'append',
        ...HANDOFFS,
        'AttemptHandoff',
        'deliver police',
      ]),
    );
    expect(spans.filter(({ name }) => name === 'RecordAgencyStatus').length).toBeGreaterThanOrEqual(4);
    expect(new Set(spans.map(({ attributes }) => attributes['lienthong.dossier']).filter(Boolean))).toEqual(new Set([id]));

    // One tree, whose root is the portal's.
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const orphans = spans.filter(({ parentSpanId = '' }) => !byId.has(parentSpanId));
    expect(names(orphans)).toEqual(['POST /dossiers']);
    expect(orphans[0]?.parentSpanId).toBe(PORTAL_SPAN);
    const parentOf = (span: CollectedSpan): string | undefined => byId.get(span.parentSpanId ?? '')?.name;
    for (const span of spans.filter(({ name }) => name === 'append')) expect(parentOf(span)).toMatch(/^[A-Z][A-Za-z]+$/);
    for (const span of spans.filter(({ name }) => name === 'deliver justice')) expect(parentOf(span)).toBe('ReceiveDossier');
    for (const span of spans.filter(({ name }) => name === 'deliver police')) expect(parentOf(span)).toMatch(/^RecordA/);

    // Requests without a trace have their own; what they asked for belongs to the dossier's, and points to them.
    const own = collector.spans.filter((span) => span.traceId !== traceId);
    const asked = (name: string): CollectedSpan | undefined => own.find((span) => span.name === name);
    const received = spans.find(({ name }) => name === 'ReceiveDossier');
    expect(received?.links.map(({ spanId }) => spanId)).toEqual([asked('POST /dossiers/:id/reception')?.spanId]);
    const callbacks = new Set(own.filter(({ name }) => name === 'POST /agencies/:agency/messages').map(({ spanId }) => spanId));
    const questions = new Set(own.filter(({ name }) => name.startsWith('follow ')).map(({ spanId }) => spanId));
    const reported = spans.filter(({ name }) => name === 'RecordAgencyStatus').map(({ links }) => links[0]?.spanId ?? '');
    expect(reported.every((each) => callbacks.has(each) || questions.has(each))).toBe(true);
    expect(reported.filter((each) => callbacks.has(each)).length).toBeGreaterThan(0);
    expect(reported.filter((each) => questions.has(each)).length).toBeGreaterThan(0);
  });

  it('goes on in the same trace when the engine was killed between, and the agency is told that trace', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const told: (string | undefined)[] = [];
    const agency = createServer((request, response) => {
      told.push(request.headers['traceparent']?.toString());
      response.writeHead(503, { 'retry-after': '1' }).end();
    });
    await new Promise<void>((ready) => agency.listen(0, '127.0.0.1', ready));
    try {
      const before = await engine(NOWHERE);
      const id = await submitted(before, traceId);
      await apiOf(before).receive(id);
      await before.kill();
      const restarted = collector.spans.length;

      const after = await engine(`http://127.0.0.1:${(agency.address() as AddressInfo).port}`);
      await until(async () => told.length > 0 || undefined);
      await after.stop();
      const later = collector.spans.slice(restarted).filter((span) => span.traceId === traceId);
      const sent = later.find(({ spanId }) => spanId === told[0]?.split('-')[2]);
      expect(sent).toMatchObject({ name: 'deliver justice', attributes: { 'lienthong.dossier': id, 'lienthong.outcome': 'unavailable' } });
      expect(told[0]).toBe(`00-${traceId}-${sent?.spanId}-01`);
      expect(names(later)).toEqual(expect.arrayContaining(['queue justice', 'AttemptHandoff', 'RecordAttemptFailure', 'append']));
    } finally {
      agency.closeAllConnections();
      await new Promise((done) => agency.close(done));
    }
  });

  it('is not followed where no collector is named: what would make spans is not even loaded', async () => {
    const hook = join(folder.path, 'loaded.cjs');
    const loaded = join(folder.path, 'loaded.json');
    writeFileSync(
      hook,
      `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(loaded)}, JSON.stringify(Object.keys(require.cache))));`,
    );
    const program = await engine(NOWHERE, { NODE_OPTIONS: `--require ${hook}` });
    const id = await submitted(program, '0af7651916cd43dd8448eb211c80319c');
    await apiOf(program).receive(id);
    await program.stop();
    const files = JSON.parse(readFileSync(loaded, 'utf8')) as string[];
    expect(files.some((file) => file.includes('observability'))).toBe(true);
    expect(files.filter((file) => /@opentelemetry.(sdk|exporter|otlp|resources)/.test(file))).toEqual([]);
  });
});
