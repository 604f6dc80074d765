import { KeyedLock } from './keyed-lock';

/** A piece of work that the test ends. */
function piece(): { work: () => Promise<void>; begun: () => boolean; end: () => void; fail: () => void } {
  let started = false;
  let settle: { resolve: () => void; reject: (error: Error) => void };
  const ended = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
  const work = (): Promise<void> => {
    started = true;
    return ended;
  };
  return { work, begun: () => started, end: () => settle.resolve(), fail: () => settle.reject(new Error('failed')) };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a lock with keys', () => {
  it('lets one at a time work under a key, in order', async () => {
    const lock = new KeyedLock<string>();
    const pieces = [piece(), piece(), piece()];
    const all = Promise.all(pieces.map(({ work }) => lock.run('a', work)));
    for (const [i, { end }] of pieces.entries()) {
      await turn();
      expect(pieces.map(({ begun }) => begun())).toEqual(pieces.map((_, j) => j <= i));
      end();
    }
    await all;
  });

  it('lets other keys pass', async () => {
    const lock = new KeyedLock<string>();
    const held = piece();
    const running = lock.run('a', held.work);
    expect(await lock.run('b', async () => 'passed')).toBe('passed');
    held.end();
    await running;
  });

  it('goes on after a failure, which only its own caller hears of', async () => {
    const lock = new KeyedLock<string>();
    const failing = piece();
    const first = lock.run('a', failing.work);
    const second = lock.run('a', async () => 'fine');
    failing.fail();
    await expect(first).rejects.toThrow('failed');
    expect(await second).toBe('fine');
  });

  it('forgets a key under which nobody works any more', async () => {
    const lock = new KeyedLock<string>();
    await Promise.all(['a', 'b', 'a'].map((key) => lock.run(key, async () => undefined)));
    expect((lock as unknown as { last: Map<string, unknown> }).last.size).toBe(0);
  });
});
