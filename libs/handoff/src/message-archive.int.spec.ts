import { randomBytes } from 'node:crypto';
import { dossierOfHandoff, type HandoffId } from '@lienthong/dossier/domain';
import { ChainVerifier } from '@lienthong/event-store';
import { MessageArchive, sha256, type KeptMessage } from './message-archive';
import { Exchange, JUSTICE } from './testing/exchange';
import { bytes } from './testing/scripted-gateway';

describe('the archive of messages', () => {
  let exchange: Exchange;
  let handoff: HandoffId;
  beforeEach(async () => {
    exchange = new Exchange();
    handoff = await exchange.received();
  });
  afterEach(() => exchange.close());

  const keep = (body: Uint8Array, direction: 'sent' | 'received' = 'sent') =>
    exchange.archive.keep(dossierOfHandoff(handoff), { handoff, direction }, body);
  async function messages(): Promise<KeptMessage[]> {
    const kept: KeptMessage[] = [];
    for await (const each of exchange.archive.messages(dossierOfHandoff(handoff))) kept.push(each);
    return kept;
  }

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', bytes('{"họ tên":"Nguyễn Bảo An"}')],
    ['bytes that are no text', randomBytes(70_000)],
    ['as much as an answer may have', randomBytes(524_288)],
  ])('gives the exact bytes back under their hash: %s', async (_, body) => {
    const hash = await keep(body);
    expect(await messages()).toEqual([{ handoff, direction: 'sent', sha256: hash, at: exchange.time.now(), body }]);
    expect(hash).toBe(sha256(body));
  });

  it('keeps the same bytes of the same direction once', async () => {
    expect(await keep(bytes('a'))).toBe(await keep(bytes('a')));
    await keep(bytes('a'), 'received');
    await keep(bytes('b'));
    expect(await exchange.messages(handoff)).toEqual(['sent a', 'received a', 'sent b']);
  });

  it('loses nothing when several are kept at once', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((text) => keep(bytes(text))));
    expect((await exchange.messages(handoff)).sort()).toEqual(['sent a', 'sent b', 'sent c', 'sent d']);
  });

  it.each([true, false])(
    'finds its place when another engine wrote meanwhile, also where nothing was expected to be (%p)',
    async (first) => {
      await keep(bytes('mine'));
      const other = new MessageArchive(exchange.journal, exchange.vault, exchange.time);
      await other.keep(dossierOfHandoff(handoff), { handoff, direction: 'sent' }, bytes('theirs'), first);
      await keep(bytes('mine again'));
      expect(await exchange.messages(handoff)).toEqual(['sent mine', 'sent theirs', 'sent mine again']);
    },
  );

  it('chains behind what is there, not behind what was on its way when another engine was faster', async () => {
    await keep(bytes('first'));
    const append = exchange.store.append.bind(exchange.store);
    let arrive: () => void = () => undefined;
    const onTheirWay = new Promise<void>((go) => (arrive = go));
    exchange.store.append = (...batch) => onTheirWay.then(() => append(...batch));
    const mine = Promise.all([keep(bytes('second')), keep(bytes('third')), keep(bytes('fourth'))]);
    await new Promise<void>((go) => setImmediate(go));
    exchange.store.append = append;
    const other = new MessageArchive(exchange.journal, exchange.vault, exchange.time);
    await other.keep(dossierOfHandoff(handoff), { handoff, direction: 'sent' }, bytes('theirs'));
    arrive();
    await mine;
    expect((await exchange.messages(handoff)).sort()).toEqual(['sent first', 'sent fourth', 'sent second', 'sent theirs', 'sent third']);
    const verifier = new ChainVerifier();
    const faults: unknown[] = [];
    for await (const event of exchange.store.readAll()) faults.push(...[verifier.check(event)].filter((fault) => fault !== undefined));
    expect(faults).toEqual([]);
  });

  it('keeps the same bytes again after the log refused them', async () => {
    const append = exchange.store.append.bind(exchange.store);
    exchange.store.append = () => Promise.reject(new Error('disk full'));
    await expect(keep(bytes('a'))).rejects.toThrow('disk full');
    exchange.store.append = append;
    await keep(bytes('a'));
    expect(await exchange.messages(handoff)).toEqual(['sent a']);
  });

  it('writes no byte of them in clear', async () => {
    await keep(bytes('Nguyễn Bảo An'));
    for await (const { data } of exchange.store.readAll()) expect(Buffer.from(data).includes('Nguyễn Bảo An')).toBe(false);
  });

  it('shows that a message was there, without its bytes, once the key is erased', async () => {
    const hash = await keep(bytes('a'));
    await exchange.vault.erase(dossierOfHandoff(handoff));
    expect(await messages()).toEqual([{ handoff, direction: 'sent', sha256: hash, at: exchange.time.now() }]);
  });
});

describe('the quarantine', () => {
  let exchange: Exchange;
  beforeEach(() => {
    exchange = new Exchange();
  });
  afterEach(() => exchange.close());

  const message = (body: string) => ({ agency: JUSTICE, reason: 'unreadable', body: bytes(body) }) as const;

  it('keeps a message once, under the same id', async () => {
    const id = await exchange.quarantine.keep(message('a'));
    expect(await exchange.quarantine.keep(message('a'))).toBe(id);
    expect(await exchange.inQuarantine()).toEqual([{ reason: 'unreadable', body: 'a' }]);
  });

  it('keeps the same message once, and its mended bytes as well', async () => {
    const named = (text: string) => exchange.quarantine.keep({ ...message(text), handoff: 'h', message: 'm-1' });
    expect(await named('a')).toBe(await named('a'));
    expect(await named('b')).not.toBe(await named('a'));
    expect(await exchange.quarantine.keep(message('c'))).not.toBe(await exchange.quarantine.keep(message('d')));
    expect((await exchange.inQuarantine()).map(({ body }) => body)).toEqual(['d', 'c', 'b', 'a']);
  });

  it('lists the newest first, at most as many as asked for', async () => {
    for (const key of ['a', 'b', 'c']) await exchange.quarantine.keep(message(key));
    const newest: string[] = [];
    for await (const { body } of exchange.quarantine.list(2)) newest.push(String(body));
    expect(newest).toEqual(['c', 'b']);
  });

  it('seals each message under a key of its own', async () => {
    await exchange.quarantine.keep(message('Nguyễn Bảo An'));
    const id = await exchange.quarantine.keep(message('b'));
    for await (const { data } of exchange.store.readAll()) expect(Buffer.from(data).includes('Nguyễn Bảo An')).toBe(false);
    await exchange.vault.erase(`quarantine-${id}`);
    expect(await exchange.inQuarantine()).toEqual([
      { reason: 'unreadable', body: 'undefined' },
      { reason: 'unreadable', body: 'Nguyễn Bảo An' },
    ]);
  });
});
