import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Agent } from 'undici';
import { exchange } from './exchange';

/** A server on loopback that does with each connection what the test says. */
async function listening(server: Server): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

describe('one exchange over HTTP', () => {
  const dispatcher = new Agent();
  let opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(opened.map((server) => server.close()));
    opened = [];
  });
  afterAll(() => dispatcher.destroy());

  const open = async (server: Server): Promise<number> => {
    const one = await listening(server);
    opened.push(one);
    return one.port;
  };
  const post = (url: string, more: { timeoutMs?: number; maxAnswerBytes?: number } = {}) =>
    exchange(dispatcher, { method: 'POST', url, headers: {}, body: new TextEncoder().encode('{}'), timeoutMs: 5_000, ...more });

  it('gives the exact bytes of the answer', async () => {
    const port = await open(createHttpServer((_request, response) => response.writeHead(202).end(Buffer.from([0, 255, 10]))));
    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ kind: 'answered', status: 202, received: Uint8Array.of(0, 255, 10) });
  });

  it('promises that nothing left when nobody listens', async () => {
    const free = await listening(createServer());
    await free.close();
    expect(await post(`http://127.0.0.1:${free.port}/`)).toMatchObject({ kind: 'no-answer', reached: false, code: 'not-reached' });
  });

  it('promises that nothing left when the name is not known', async () => {
    expect(await post('http://agency.invalid/')).toMatchObject({ kind: 'no-answer', reached: false, code: 'not-reached' });
  });

  it('promises that nothing left when TLS is not spoken there', async () => {
    const port = await open(createServer((socket) => socket.end('what?')));
    expect(await post(`https://127.0.0.1:${port}/`)).toMatchObject({ kind: 'no-answer', reached: false, code: 'not-reached' });
  });

  it('promises that nothing left when TLS is never agreed within the time', async () => {
    const port = await open(createServer(() => undefined));
    expect(await post(`https://127.0.0.1:${port}/`, { timeoutMs: 50 })).toMatchObject({ reached: false, code: 'not-reached' });
  });

  it('promises nothing when the connection breaks after sending', async () => {
    const port = await open(createServer((socket) => socket.once('data', () => socket.destroy())));
    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ kind: 'no-answer', reached: true, code: 'no-answer' });
  });

  it('promises nothing when no answer comes in time', async () => {
    const port = await open(createHttpServer(() => undefined));
    expect(await post(`http://127.0.0.1:${port}/`, { timeoutMs: 50 })).toMatchObject({ reached: true, code: 'no-answer' });
  });

  it('promises nothing when the answer stops half-way', async () => {
    const port = await open(
      createHttpServer((_request, response) => {
        response.writeHead(200, { 'content-length': 10 }).write('half');
        response.destroy();
      }),
    );
    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ reached: true, code: 'no-answer' });
  });

  it('promises nothing when what comes is not HTTP', async () => {
    const port = await open(createServer((socket) => socket.once('data', () => socket.end('hello\r\n'))));
    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ reached: true, code: 'no-answer' });
  });

  it('stops reading an answer that is too long', async () => {
    const port = await open(createHttpServer((_request, response) => response.end('x'.repeat(1_001))));
    expect(await post(`http://127.0.0.1:${port}/`, { maxAnswerBytes: 1_000 })).toMatchObject({ reached: true, code: 'answer-too-large' });
    expect(await post(`http://127.0.0.1:${port}/`, { maxAnswerBytes: 1_001 })).toMatchObject({ kind: 'answered' });
  });

  it('does not throw for an address that is none', async () => {
    expect(await post('not a url')).toMatchObject({ reached: false, code: 'not-reached' });
  });
});
