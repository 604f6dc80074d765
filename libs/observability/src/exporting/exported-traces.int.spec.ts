import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SpanKind } from '@opentelemetry/api';
import { exportedTraces } from './exported-traces';

const span = { name: 'test', kind: SpanKind.INTERNAL };

describe('traces that are exported', () => {
  it('are told of in one line when the collector refuses them, and nothing waits for it', async () => {
    let answer = 400;
    const collector = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(answer).end('{}'));
    });
    await new Promise<void>((ready) => collector.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/v1/traces`;
    const troubles: (string | undefined)[] = [];
    const told: (() => void)[] = [];
    const traces = exportedTraces({ url, share: 1 }, (reason) => {
      troubles.push(reason);
      told.shift()?.();
    });
    const another = (): Promise<void> =>
      new Promise((resolve) => {
        told.push(resolve);
        traces.begin(span).end();
      });
    try {
      await another();
      answer = 200;
      await another();
      traces.begin(span).end();
      await traces.close();
      expect(troubles).toEqual([expect.stringMatching(/./), undefined]);
    } finally {
      collector.closeAllConnections();
      await new Promise((done) => collector.close(done));
    }
  });

  it('are kept as often as is asked for', async () => {
    const traces = exportedTraces({ url: 'http://127.0.0.1:9/v1/traces', share: 0 }, () => undefined);
    const begun = traces.begin(span);
    expect(begun.isRecording()).toBe(false);
    begun.end();
    await traces.close();
  });
});
