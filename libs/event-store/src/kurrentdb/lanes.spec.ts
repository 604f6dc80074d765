import { Lanes } from './lanes';

describe('lanes', () => {
  /** Work that ends when it is told to, and what has begun so far. */
  class Yard {
    readonly begun: string[] = [];
    private readonly ends = new Map<string, () => void>();
    work = (name: string) => (): Promise<string> => {
      this.begun.push(name);
      return new Promise((resolve) => this.ends.set(name, () => resolve(name)));
    };
    async end(name: string): Promise<void> {
      this.ends.get(name)?.();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
  }

  it('keep the order on one thing, and do different things side by side', async () => {
    const [lanes, yard] = [new Lanes<string>(10), new Yard()];
    for (const name of ['a1', 'a2', 'b1']) void lanes.run(name.slice(0, 1), yard.work(name));
    expect(yard.begun).toEqual(['a1', 'b1']);
    await yard.end('a1');
    expect(yard.begun).toEqual(['a1', 'b1', 'a2']);
  });

  it('do no more at once than they may; who waits longest comes next', async () => {
    const [lanes, yard] = [new Lanes<string>(2), new Yard()];
    for (const name of ['a', 'b', 'c', 'd']) void lanes.run(name, yard.work(name));
    expect(yard.begun).toEqual(['a', 'b']);
    await yard.end('b');
    expect(yard.begun).toEqual(['a', 'b', 'c']);
    await yard.end('a');
    expect(yard.begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('go on behind work that failed, and tell who handed it in', async () => {
    const lanes = new Lanes<string>(1);
    const failed = lanes.run('a', () => Promise.reject(new Error('no')));
    const next = lanes.run('a', () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('are idle once all is done, what was handed in meanwhile included', async () => {
    const [lanes, yard] = [new Lanes<string>(1), new Yard()];
    void lanes.run('a', yard.work('a')).then(() => lanes.run('b', yard.work('b')));
    let idle = false;
    void lanes.idle().then(() => (idle = true));
    await yard.end('a');
    expect([idle, yard.begun]).toEqual([false, ['a', 'b']]);
    await yard.end('b');
    expect(idle).toBe(true);
  });
});
