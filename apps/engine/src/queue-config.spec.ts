import { readQueue, readQueueBoard } from './queue-config';

const read = (text?: string) => readQueue({ LIENTHONG_QUEUE: text });

describe('where the queue is', () => {
  it.each([undefined, 'in-process'])('is in this process by %s', (text) => expect(read(text)).toEqual({ mistakes: [] }));

  it.each([
    ['redis://127.0.0.1', { at: { host: '127.0.0.1', port: 6379, tls: false }, database: 0 }],
    ['redis://redis.example:6380/3', { at: { host: 'redis.example', port: 6380, tls: false }, database: 3 }],
    ['rediss://[2001:db8::1]/0', { at: { host: '2001:db8::1', port: 6379, tls: true }, database: 0 }],
    ['redis://:p%40ss@h', { at: { host: 'h', port: 6379, tls: false }, database: 0, password: 'p@ss' }],
    ['redis://me:pass@h', { at: { host: 'h', port: 6379, tls: false }, database: 0, username: 'me', password: 'pass' }],
    ['redis+unix:///run/redis/s.sock', { at: { socket: '/run/redis/s.sock' }, database: 0 }],
    ['redis+unix:///s?database=2&password=x', { at: { socket: '/s' }, database: 2, password: 'x' }],
  ])('is read from %s', (text, queue) => expect(read(text)).toEqual({ queue, mistakes: [] }));

  it.each([
    '',
    'redis',
    '127.0.0.1:6379',
    'http://secret@127.0.0.1',
    'redis://:secret@',
    'redis://:secret@h:99999',
    'redis://:secret@h/first',
    'redis://:secret@h/1/2',
    'redis://:secret@h?tls=yes',
    'redis://:secret%@h',
    'redis+unix://host/socket?password=secret',
    'redis+unix:///?password=secret',
    'redis+unix:///s?pasword=secret',
    'redis+unix:///s?database=first&password=secret',
  ])('is refused as %j, with the right forms and without what it says', (text) => {
    const { queue, mistakes } = read(text);
    expect(queue).toBeUndefined();
    expect(mistakes).toEqual([expect.stringMatching(/^LIENTHONG_QUEUE: either in-process or the address of a Redis.*rediss:/)]);
    expect(mistakes.join()).not.toContain('secret');
  });
});

describe('the page of the queue', () => {
  const read = (port: string | undefined, shown = true) => readQueueBoard({ LIENTHONG_QUEUE_BOARD_PORT: port }, shown);

  it('is there only where a port is named', () => {
    expect(read(undefined)).toEqual({ mistakes: [] });
    expect(read('3400')).toEqual({ boardPort: 3400, mistakes: [] });
  });

  it('is refused where nothing is to be shown, and on what is no port', () => {
    expect(read('3400', false).mistakes).toEqual([expect.stringContaining('without a Redis')]);
    for (const port of ['', 'x', '70000', '-1', '3400.5'])
      expect(read(port).mistakes).toEqual([expect.stringContaining('a port is a number')]);
  });
});
