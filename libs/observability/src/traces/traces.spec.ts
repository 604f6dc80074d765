import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace';
import type { AgencyCode } from '@lienthong/bundle';
import { CommandRejected, type DossierId, type HandoffId } from '@lienthong/dossier/domain';
import { encodeJson, MemoryEventStore, RevisionConflict, type EventStore, type StreamName } from '@lienthong/event-store';
import type { AgencyGateway, HandoffRequest } from '@lienthong/handoff';
import { traceCommands } from './trace-commands';
import { traceGateway } from './trace-gateway';
import { traceLog } from './trace-log';
import { Traces } from './traces';

const ONE = `00-${'1'.repeat(32)}-${'a'.repeat(16)}-01`;
const OTHER = `00-${'2'.repeat(32)}-${'b'.repeat(16)}-01`;
const UNWANTED = `00-${'3'.repeat(32)}-${'c'.repeat(16)}-00`;
const DOSSIER = 'd-1' as DossierId;
const SECRET = 'Nguyễn Bảo An';

describe('traces', () => {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  const traces = new Traces(provider.getTracer('test'), () => provider.shutdown());
  beforeEach(() => exporter.reset());
  const spans = (): readonly ReadableSpan[] => exporter.getFinishedSpans();
  const linked = (span: ReadableSpan | undefined): readonly string[] => span?.links.map(({ context }) => context.traceId) ?? [];
  /** All that is told of spans. */
  const told = (): string =>
    JSON.stringify(spans().map(({ name, attributes, events, status, links }) => ({ name, attributes, events, status, links })));

  describe('of commands', () => {
    const command = { type: 'ReleaseHandoff', handoff: 'd-1.birth' as HandoffId, reason: SECRET } as const;

    it('continue what the command follows from, point to what else it has to do with, and say what is kept with its events', () => {
      const watched = traceCommands(traces).begin(DOSSIER, command);
      const traceparent = watched.follows({ parent: ONE, others: [OTHER] });
      expect(watched.follows({ parent: OTHER, others: [] })).toBe(traceparent);
      watched.end(true);
      const [span] = spans();
      expect(span?.name).toBe('ReleaseHandoff');
      expect(span?.parentSpanContext).toMatchObject({ traceId: '1'.repeat(32), spanId: 'a'.repeat(16) });
      expect(traceparent).toBe(`00-${'1'.repeat(32)}-${span?.spanContext().spanId}-01`);
      expect(linked(span)).toEqual(['2'.repeat(32)]);
      expect(span?.attributes).toEqual({ 'lienthong.dossier': 'd-1', 'lienthong.handoff': 'd-1.birth', 'lienthong.outcome': 'done' });
    });

    it('are errors when something broke, not when the dossier did not allow it; the words of neither are told', () => {
      for (const error of [new CommandRejected('handoff-not-parked', SECRET), new Error(SECRET)]) {
        const watched = traceCommands(traces).begin(DOSSIER, command);
        watched.follows({ parent: ONE, others: [] });
        watched.fail(error, error instanceof CommandRejected);
      }
      expect(spans().map(({ attributes, status }) => [attributes['lienthong.code'], status.code])).toEqual([
        ['handoff-not-parked', SpanStatusCode.UNSET],
        ['unexpected', SpanStatusCode.ERROR],
      ]);
      expect(told()).not.toContain(SECRET);
    });

    it('are not kept where the caller wanted none, and still lead on', () => {
      const watched = traceCommands(traces).begin(DOSSIER, command);
      expect(watched.follows({ parent: UNWANTED, others: [] })).toMatch(/^00-3{32}-(?!c{16})[0-9a-f]{16}-00$/);
      watched.end(true);
      expect(spans()).toEqual([]);
    });
  });

  describe('of the log', () => {
    const stream = 'dossier-d-1' as StreamName;
    const event = (metadata: object) => ({
      id: crypto.randomUUID(),
      type: 'T',
      data: encodeJson({ SECRET }),
      metadata: encodeJson(metadata),
    });

    it('hold appends whose events belong to one, and no others', async () => {
      const log = traceLog(new MemoryEventStore(), traces);
      await log.append(stream, [event({ traceparent: ONE }), event({ traceparent: ONE })], 'none');
      await log.append('messages-d-1' as StreamName, [event({})], 'none');
      expect(spans().map(({ name, attributes }) => [name, attributes])).toEqual([
        ['append', { 'lienthong.stream': stream, 'lienthong.events': 2 }],
      ]);
      expect(spans()[0]?.parentSpanContext?.spanId).toBe('a'.repeat(16));
    });

    it('tell what an append failed of', async () => {
      const failing: EventStore = new MemoryEventStore();
      failing.append = async () => Promise.reject(new RevisionConflict(stream, 1, 2));
      await expect(traceLog(failing, traces).append(stream, [event({ traceparent: ONE })], 1)).rejects.toThrow(RevisionConflict);
      expect(spans()[0]?.attributes['lienthong.code']).toBe('revision-conflict');
    });
  });

  describe('of the exchange', () => {
    const request = (handoff: string, traceparent: string): HandoffRequest => ({
      handoff,
      dossier: 'd-1',
      procedure: 'birth' as HandoffRequest['procedure'],
      office: '26734',
      payload: { name: SECRET },
      requestedAt: '2026-10-26T03:00:00.000Z' as HandoffRequest['requestedAt'],
      callbackUrl: 'http://engine.test',
      traceparent,
    });
    const asked: (string | undefined)[] = [];
    const bytes = Buffer.from(SECRET);
    const gateway: AgencyGateway = {
      agency: 'justice' as AgencyCode,
      followBatch: 3,
      prepare: () => bytes,
      deliver: async ({ traceparent }) => {
        asked.push(traceparent);
        return { kind: 'refused', code: 'HS03', detail: SECRET };
      },
      inquire: async () => Promise.reject(new Error(SECRET)),
      follow: async (requests) => {
        asked.push(...requests.map(({ traceparent }) => traceparent));
        return { kind: 'answered', sent: bytes, received: bytes, reports: [] };
      },
      readMessage: async () => ({ reports: [] }),
    };
    beforeEach(() => void asked.splice(0));

    it('reach the agency: a delivery is in the trace of its handoff, and says so to it', async () => {
      await traceGateway(gateway, traces).deliver(request('d-1.birth', ONE), bytes);
      const [span] = spans();
      expect(asked).toEqual([`00-${'1'.repeat(32)}-${span?.spanContext().spanId}-01`]);
      expect(span?.attributes).toMatchObject({ 'lienthong.agency': 'justice', 'lienthong.outcome': 'refused', 'lienthong.code': 'HS03' });
      await expect(traceGateway(gateway, traces).inquire(request('d-1.birth', ONE))).rejects.toThrow(SECRET);
      expect(told()).not.toContain(SECRET);
    });

    it('are left alone by polls, which have their own, point to them, and tell whom the news is to point back to', async () => {
      const answer = await traceGateway(gateway, traces).follow([request('d-1.birth', ONE), request('d-2.birth', OTHER)]);
      const [span] = spans();
      expect(span?.parentSpanContext).toBeUndefined();
      expect(linked(span)).toEqual(['1'.repeat(32), '2'.repeat(32)]);
      const { traceId, spanId } = span?.spanContext() ?? {};
      expect(answer).toMatchObject({ trace: `00-${traceId}-${spanId}-01` });
      expect(new Set(asked)).toEqual(new Set([`00-${traceId}-${spanId}-01`]));
    });
  });
});
