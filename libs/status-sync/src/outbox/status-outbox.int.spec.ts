import { randomUUID } from 'node:crypto';
import { toMillis } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import { ChainVerifier, decodeJson, encodeJson, metadataOf, ownFact, type Position, type StreamName } from '@lienthong/event-store';
import { Life } from '../testing/life';
import { StrictReceiver } from '../testing/strict-receiver';
import { POLICY, Sync, until } from '../testing/sync';
import { Writers } from '../testing/writers';
import type { StatusOutbox } from './status-outbox';
import { toldStatuses } from './told-statuses';

const OPERATOR = { kind: 'operator', id: 'op-1' } as const;

describe('the ordered outbox of statuses', () => {
  let writers: Writers;
  let receiver: StrictReceiver;
  let sync: Sync;
  let outbox: StatusOutbox;

  beforeEach(() => {
    writers = new Writers();
    receiver = new StrictReceiver();
    sync = new Sync(writers, receiver);
  });
  afterEach(async () => {
    await outbox.stop();
    writers.close();
    expect(sync.failures).toEqual([]);
  });

  const start = (): StatusOutbox => (outbox = sync.start());

  it('tells what is in the log already, and then what comes', async () => {
    const dossier = await writers.received();
    start();
    await sync.done(dossier);
    expect(receiver.of(dossier)).toEqual([1, 2, 4]);
    const second = await writers.registered();
    await sync.done(second);
    expect(receiver.of(second)).toEqual([1, 2, 4]);
  });

  it('records what it sends before, and what was confirmed after, chained in a stream of its own', async () => {
    const dossier = await writers.submitted();
    start();
    await sync.done(dossier);
    expect(await sync.recorded(dossier)).toEqual(['StatusSent 1', 'StatusConfirmed 1']);
    const verifier = new ChainVerifier();
    for await (const stored of writers.store.readAll({ filter: { streamPrefixes: ['sync-'] } })) {
      expect(verifier.check(stored)).toBeUndefined();
      expect(metadataOf(stored)).toMatchObject({ actor: { kind: 'system', id: 'status-sync' }, correlationId: dossier });
    }
    const [sent] = await first(`sync-portal-${dossier}` as StreamName);
    expect(sent).toMatchObject({ number: 1, status: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  it('keeps the exact bytes that it told, sealed, until the key is erased', async () => {
    const dossier = await writers.received();
    start();
    await sync.done(dossier);
    const told = () => toldStatuses(writers.store, writers.vault, 'portal', dossier);
    expect((await told()).map(({ body }) => Buffer.from(body ?? []).toString())).toEqual(
      receiver.taken.map((each) => JSON.stringify(each)),
    );
    expect(await told()).toMatchObject([1, 2, 4].map((status) => ({ status, confirmedAt: expect.any(String) as string })));
    for await (const { data } of writers.store.readStream(`sync-portal-${dossier}` as StreamName)) {
      expect(Buffer.from(data).toString()).not.toContain('Mới đăng ký');
    }
    await writers.vault.erase(dossier);
    expect((await told()).map(({ sha256, body }) => [sha256.length, body])).toEqual([1, 2, 3].map(() => [64, undefined]));
    await writers.happen(dossier, 0, 3);
    await sync.done(dossier);
    expect(receiver.of(dossier)).toEqual([1, 2, 4, 5]);
  });

  const first = async (stream: StreamName): Promise<unknown[]> => {
    const data: unknown[] = [];
    for await (const stored of writers.store.readStream(stream, { limit: 1 })) data.push(decodeJson(stored.data));
    return data;
  };

  it('says nothing twice after a restart, though it forgot where it stood', async () => {
    const dossier = await writers.registered();
    await sync.start().stop();
    sync.mark.mark = undefined;
    start();
    await sync.done(dossier);
    const calls = receiver.calls;
    await outbox.stop();
    sync.mark.mark = undefined;
    start();
    const another = await writers.received();
    await sync.done(another);
    expect(receiver.calls).toBe(calls + receiver.of(another).length);
  });

  it('goes on where it stood, with what was left open', async () => {
    receiver.ahead = ['down'];
    const dossier = await writers.received();
    start();
    await until(() => receiver.calls === 1);
    await outbox.stop();
    expect(sync.mark.mark?.open).toEqual([dossier]);
    start();
    await sync.done(dossier);
    await outbox.stop();
    expect(sync.mark.mark?.open).toEqual([]);
    expect(receiver.of(dossier)).toEqual([1, 2, 4]);
  });

  it('begins anew when its mark belongs to another log', async () => {
    sync.mark.mark = { position: '99999999999999999999' as Position, open: [] };
    const dossier = await writers.received();
    start();
    await sync.done(dossier);
    expect(receiver.of(dossier)).toEqual([1, 2, 4]);
  });

  it('tries again later while the receiver is down, in the same order, and shows it after a few tries', async () => {
    receiver.ahead = Array.from({ length: 1_000 }, () => 'down');
    const shown: number[] = [];
    receiver.beforeAnswer = async () => void shown.push(outbox.troubles().length);
    const dossier = await writers.received();
    start();
    await until(() => {
      writers.pass(60_000);
      return outbox.troubles().length > 0;
    });
    expect(shown).toEqual([0, 0, 0]);
    expect(outbox.troubles()).toMatchObject([{ dossier, kind: 'failing', code: 'no-answer', number: 1, tries: POLICY.maxTries }]);
    receiver.ahead = [];
    await sync.done(dossier);
    expect(receiver.of(dossier)).toEqual([1, 2, 4]);
    expect(outbox.troubles()).toEqual([]);
    expect(await sync.recorded(dossier)).toEqual([
      'StatusSent 1',
      'StatusConfirmed 1',
      'StatusSent 2',
      'StatusConfirmed 2',
      'StatusSent 3',
      'StatusConfirmed 3',
    ]);
  });

  it('takes “already received” for a confirmation after a lost answer', async () => {
    receiver.ahead = ['lost-answer'];
    const dossier = await writers.submitted();
    start();
    await sync.done(dossier);
    expect(receiver.numbers(dossier)).toEqual([1]);
    expect(receiver.calls).toBe(2);
  });

  it('fills in what the receiver lost, and goes on', async () => {
    const dossier = await writers.received();
    start();
    await sync.done(dossier);
    receiver.forget();
    await writers.happen(dossier, 0, 3);
    await sync.done(dossier);
    expect(receiver.of(dossier)).toEqual([1, 2, 4, 5]);
    expect(outbox.troubles()).toEqual([]);
  });

  it('tries again when the receiver misses something that it has', async () => {
    receiver.ahead = ['well', 'false-order'];
    const dossier = await writers.received();
    start();
    await sync.done(dossier);
    expect(receiver.of(dossier)).toEqual([1, 2, 4]);
  });

  describe('when a status is refused', () => {
    let refused: DossierId;
    beforeEach(async () => {
      refused = await writers.received();
      receiver.refuses = ({ dossier, number }) => dossier === refused && number === 2;
      start();
      await until(() => outbox.troubles().length > 0);
    });

    it('stops for that dossier, shows it, and goes on with others', async () => {
      const other = await writers.registered();
      await sync.done(other);
      await writers.happen(refused, 0, 3);
      await sync.done(other);
      expect(receiver.of(refused)).toEqual([1]);
      expect(outbox.troubles()).toEqual([
        expect.objectContaining({ dossier: refused, kind: 'refused', number: 2, code: 'unknown-dossier' }),
      ]);
      expect(sync.stopped).toEqual([[refused, 'unknown-dossier']]);
      expect(await sync.recorded(refused)).toEqual(['StatusSent 1', 'StatusConfirmed 1', 'StatusSent 2', 'StatusRefused 2']);
    });

    it('shows it after a restart, since when it was refused, and does not ask again', async () => {
      const [{ since } = { since: undefined }] = outbox.troubles();
      await outbox.stop();
      const calls = receiver.calls;
      writers.pass(3_600_000);
      start();
      await until(() => outbox.troubles().length > 0);
      expect(outbox.troubles()).toMatchObject([{ dossier: refused, code: 'unknown-dossier', since }]);
      expect(receiver.calls).toBe(calls);
    });

    it('goes on once a person has cleared it up', async () => {
      receiver.refuses = () => false;
      await outbox.release(refused, 'the portal knows the dossier now', OPERATOR);
      await sync.done(refused);
      expect(receiver.of(refused)).toEqual([1, 2, 4]);
      expect(outbox.troubles()).toEqual([]);
    });

    it('is released once, whoever asks at the same moment, and nothing is that does not wait for it', async () => {
      receiver.refuses = () => false;
      const other = await writers.submitted();
      const release = (dossier: DossierId) => outbox.release(dossier, 'cleared up', OPERATOR);
      const [one, two] = await Promise.allSettled([release(refused), release(refused)]);
      expect([one.status, two.status]).toEqual(['fulfilled', 'rejected']);
      await expect(release(other)).rejects.toMatchObject({ code: 'statuses-not-stopped' });
      await sync.done(refused);
      expect((await sync.recorded(refused)).filter((each) => each.startsWith('StatusReleased'))).toEqual(['StatusReleased 2']);
    });
  });

  it('stops where something else was told than what follows from the log: the rules were changed under it', async () => {
    const dossier = await writers.received();
    const data = encodeJson({ number: 1, status: 3, sha256: 'a'.repeat(64) });
    const id = randomUUID();
    const metadata = ownFact(id, { at: writers.time.now(), actor: OPERATOR, correlationId: dossier });
    await writers.journal.add(`sync-portal-${dossier}` as StreamName, [{ id, type: 'StatusSent', data, metadata }]);
    start();
    await until(() => outbox.troubles().length > 0);
    expect(outbox.troubles()).toMatchObject([{ dossier, kind: 'refused', number: 1, code: 'history-changed' }]);
    expect(receiver.calls).toBe(0);
    await outbox.release(dossier, 'the rules are as they were', OPERATOR);
    expect(await sync.recorded(dossier)).toEqual(['StatusSent 1', 'StatusReleased 1']);
  });

  it('reads of a dossier only what was added, as long as it remembers it', async () => {
    const dossier = await writers.received();
    const read = jest.spyOn(writers.store, 'readStream');
    start();
    await sync.done(dossier);
    await writers.happen(dossier, 0, 3);
    await sync.done(dossier);
    const from = read.mock.calls.flatMap(([stream, options]) =>
      stream === `dossier-${dossier}` && options?.from !== undefined ? [options.from] : [],
    );
    expect(from[0]).toBe(0);
    expect(from.slice(1).every((revision) => revision > 0)).toBe(true);
    expect(from.length).toBeGreaterThan(1);
  });

  it('works on several dossiers at once, each by itself in order', async () => {
    let waiting = 0;
    let open: () => void = () => undefined;
    const gate = new Promise<void>((go) => (open = go));
    receiver.beforeAnswer = () => {
      waiting++;
      return gate;
    };
    const dossiers = [await writers.received(), await writers.received(), await writers.received(), await writers.received()];
    dossiers.push(await writers.received(), await writers.received());
    start();
    await until(() => waiting === POLICY.concurrency);
    open();
    await sync.done(...dossiers);
    expect(receiver.atOnce).toBe(POLICY.concurrency);
    for (const dossier of dossiers) expect(receiver.of(dossier)).toEqual([1, 2, 4]);
  });

  it('begins no more calls in a second than the rate allows', async () => {
    sync = new Sync(writers, receiver, { ...POLICY, ratePerSecond: 2 });
    const times: number[] = [];
    receiver.beforeAnswer = () => {
      times.push(toMillis(writers.time.now()));
      return Promise.resolve();
    };
    const dossiers = [await writers.received(), await writers.received()];
    start();
    await until(async () => {
      writers.pass(100);
      return sync.isDone(dossiers);
    });
    for (const [at, time] of times.slice(1).entries()) expect(time - (times[at] ?? 0)).toBeGreaterThanOrEqual(500);
  });

  it('tells nothing any more after its engine was killed between two steps', async () => {
    const dossier = await writers.received();
    const life = new Life(3);
    sync.start(life);
    await until(() => life.isOver);
    start();
    await sync.done(dossier);
    expect(receiver.numbers(dossier)).toEqual([1, 2, 3]);
  });
});
