import { fromPages, type Pages } from './page-iterator';

/** Pages that note their release. */
function pages(all: readonly (readonly number[])[]): Pages<number> & { released: number } {
  const left = [...all];
  return {
    released: 0,
    next: () => left.shift(),
    release() {
      this.released++;
    },
  };
}

async function collect(from: AsyncIterable<number>): Promise<number[]> {
  const all: number[] = [];
  for await (const each of from) all.push(each);
  return all;
}

describe('an iteration over pages', () => {
  it('tells all items, passes over empty pages and lets go once at the end', async () => {
    const source = pages([[1, 2], [], [], [3]]);
    expect(await collect(fromPages(() => source))).toEqual([1, 2, 3]);
    expect(source.released).toBe(1);
  });

  it('lets go once when it is left early, and tells nothing more', async () => {
    const source = pages([[1, 2, 3], [4]]);
    const iterator = fromPages(() => source)[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ done: false, value: 1 });
    await iterator.return?.();
    await iterator.return?.();
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(source.released).toBe(1);
  });

  it('gives each of several waiting calls its own item, in order', async () => {
    const iterator = fromPages(() => pages([[1], [2, 3]]))[Symbol.asyncIterator]();
    const told = await Promise.all([1, 2, 3, 4].map(() => iterator.next()));
    expect(told.map(({ value }) => value)).toEqual([1, 2, 3, undefined]);
  });

  it('passes an error on, lets go and is over', async () => {
    let released = 0;
    const failing: Pages<number> = { next: () => Promise.reject(new Error('unreadable')), release: () => void released++ };
    const iterator = fromPages(() => failing)[Symbol.asyncIterator]();
    await expect(iterator.next()).rejects.toThrow('unreadable');
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(released).toBe(1);
  });

  it('ends within a page when its source has ended', async () => {
    const source = { ...pages([[1, 2, 3]]), ended: false };
    const iterator = fromPages(() => source)[Symbol.asyncIterator]();
    await iterator.next();
    source.ended = true;
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });
});
