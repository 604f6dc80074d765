import { randomUUID } from 'node:crypto';
import type { NewEvent, StreamName } from '../event-store';
import { collect, event, type Here } from './world';

export function describeBytes(here: Here): void {
  describe('keeping bytes', () => {
    const allBytes = Uint8Array.from({ length: 256 }, (_, value) => value);

    async function throughStore(written: readonly NewEvent[]): Promise<void> {
      const { store, stream } = here();
      await store.append(stream(), written, 'none');
      const stored = await collect(store.readStream(stream()));
      expect(stored.map(({ id, type }) => [id, type])).toEqual(written.map(({ id, type }) => [id, type]));
      for (const [at, { data, metadata }] of written.entries()) {
        expect(Buffer.compare(stored[at]?.data ?? Buffer.of(), data)).toBe(0);
        expect(Buffer.compare(stored[at]?.metadata ?? Buffer.of(), metadata)).toBe(0);
      }
    }

    it('gives back every byte value in data and metadata', () =>
      throughStore([{ ...event(), data: allBytes, metadata: Uint8Array.from(allBytes).reverse() }]));

    it('gives back empty data and empty metadata', () =>
      throughStore([{ ...event(), data: new Uint8Array(), metadata: new Uint8Array() }, event('After')]));

    it('takes views into larger buffers for what they show', () => throughStore([{ ...event(), data: allBytes.subarray(100, 110) }]));

    it('gives back sizes around the powers of two up to 512 KB', () =>
      throughStore(
        [1, 255, 256, 4095, 4096, 8193, 65_535, 65_536, 65_537, 524_288].map((size, at) => ({ ...event(), data: Buffer.alloc(size, at) })),
      ));

    it('has stored what the bytes were at the call, whatever becomes of the buffer', async () => {
      const { store, stream } = here();
      const data = Buffer.from('before');
      const appended = store.append(stream(), [{ ...event(), data }], 'none');
      data.write('AFTER!');
      await appended;
      data.write('LATER!');
      const [stored] = await collect(store.readStream(stream()));
      expect(Buffer.from(stored?.data ?? []).toString()).toBe('before');
    });

    it('keeps marks and signs of all scripts in stream names and types', async () => {
      const { store, stream, prefix } = here();
      const names = ['hồ-sơ-khai-sinh', 'đăng ký', '戸籍', '🏠'].map((name) => stream(name));
      const types = ['ĐãTiếpNhận', 'ho\u0302\u0300-so\u031b', '受理', '🙂'];
      for (const [at, name] of names.entries()) await store.append(name, [event(types[at])], 'none');
      const stored = await collect(store.readAll({ filter: { streamPrefixes: [prefix] } }));
      expect(stored.map((each) => [each.stream, each.type])).toEqual(names.map((name, at) => [name, types[at]]));
      expect(await collect(store.readStream('hồ-sơ'.normalize('NFD') as StreamName))).toEqual([]);
      expect(await collect(store.readAll({ filter: { streamPrefixes: [prefix], types: ['受理'] } }))).toHaveLength(1);
    });

    it('tells ids apart and gives them back as they were written', () => {
      const id = randomUUID();
      return throughStore([{ ...event(), id }, { ...event(), id: '00000000-0000-0000-0000-000000000000' }, event()]);
    });
  });
}
