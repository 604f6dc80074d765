import { generateKeyPairSync } from 'node:crypto';
import { KeyErased, type KeyVault } from '@lienthong/access';
import { AgencyClient, linkedChannel, portal } from '@lienthong/agencies';
import { instant } from '@lienthong/calendar';
import type { DossierId, OfficeCode } from '@lienthong/dossier/domain';
import {
  channelStatuses,
  portalStatuses,
  StatusOutbox,
  type MarkKeeper,
  type StatusMessage,
  type StatusReceiver,
} from '@lienthong/status-sync';
import { Agent } from 'undici';
import type { FaultSpec } from './fault-kinds';
import { Chronicle, TOLD } from './testing/chronicle';
import { startTown, type TestTown } from './testing/town';

const NO_MARK: MarkKeeper = { read: async () => undefined, write: async () => undefined };
/** Nobody here has a key: what was told is not kept. */
const NO_KEYS: KeyVault = {
  keyFor: async (subject) => {
    throw new KeyErased(subject);
  },
  find: () => undefined,
  erase: async () => false,
  fingerprint: (text) => text,
  close: () => undefined,
};
const POLICY = { maxTries: 3, backoff: { firstMs: 1_000, factor: 2, maxMs: 60_000 }, concurrency: 4 };

const TARGETS = {
  portal: {
    agency: 'portal',
    source: portalStatuses,
    over: (client: AgencyClient): StatusReceiver => new portal.PortalClient(client),
    codes: { gap: 'TD03', order: 'TD04', other: 'TD02', unknown: 'TD05' },
  },
  channel: {
    agency: 'linked-channel',
    source: channelStatuses,
    over: (client: AgencyClient): StatusReceiver => new linkedChannel.LinkedChannelClient(client),
    codes: { gap: 'LT03', order: 'LT03', other: 'LT02', unknown: 'LT05' },
  },
} as const;

describe.each(['portal', 'channel'] as const)('telling statuses to the simulated %s', (target) => {
  const { agency, source, over, codes } = TARGETS[target];
  let town: TestTown;
  let chronicle: Chronicle;
  let receiver: StatusReceiver;
  let outbox: StatusOutbox | undefined;
  const stopped: string[] = [];

  beforeEach(async () => {
    town = await startTown();
    chronicle = new Chronicle();
    receiver = over(town.client());
    stopped.length = 0;
    outbox = undefined;
  });
  afterEach(async () => {
    await outbox?.stop();
    await town.close();
  });

  const simulator = () => {
    const found = town.simulators.agencies.find((each) => each.agency === agency);
    if (!found) throw new Error(`no ${agency}`);
    return found;
  };

  /** An engine that begins to work, and remembers nothing. */
  const start = (by = receiver): void => {
    const { journal, time } = chronicle;
    const onStopped = (_dossier: DossierId, code: string) => void stopped.push(code);
    const failed = (what: string, error: unknown) => void stopped.push(`${what}: ${String(error)}`);
    const failing = { onStopped, onFailure: failed };
    outbox = new StatusOutbox({ journal, vault: NO_KEYS, receiver: by, source, policy: POLICY, time, mark: NO_MARK, ...failing });
    outbox.start();
  };

  /** What arrived of a dossier, in the order in which it arrived. */
  const arrived = (dossier: DossierId): string[] =>
    [...simulator().desk.filed.values()]
      .filter((filed) => filed.dossier === dossier)
      .map(({ message }) => (message as { trangThai: string }).trangThai);

  /** Lets time pass for the engine and for the receiver, until something holds. */
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) {
      chronicle.time.moveTo(instant(Date.parse(chronicle.time.now()) + 60_000));
      town.time.next();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  const allArrived = (...dossiers: DossierId[]) => until(() => dossiers.every((each) => arrived(each).length === TOLD[target].length));

  const expectNothingTwice = (): void => {
    expect(simulator().tally.violations()).toMatchObject({ count: 0 });
    expect(simulator().tally.conflicts).toBe(0);
    expect(town.simulators.ledger.secondEffects(agency)).toEqual([]);
  };

  it('brings all of them there, each once, in their order', async () => {
    const dossiers = [await chronicle.dossier(), await chronicle.dossier()];
    start();
    await allArrived(...dossiers);
    for (const dossier of dossiers) expect(arrived(dossier)).toEqual(TOLD[target]);
    expect(simulator().tally.duplicates).toBe(0);
    expectNothingTwice();
  });

  const FAULTS: readonly FaultSpec[] = [
    { kind: 'down', mode: 'reset', every: { n: 1, of: 2 } },
    { kind: 'down', mode: '503', retryAfterSeconds: 30, times: 3 },
    { kind: 'slow', ms: 2_000, times: 2 },
    { kind: 'error', code: 'HT01', times: 3 },
    { kind: 'error', code: 'HT99', status: 500, times: 3 },
    { kind: 'error', code: 'LA99', text: 'Lỗi không xác định', times: 3 },
    { kind: 'error', code: codes.gap, text: '', times: 2 },
    { kind: 'time-out-after-processing', mode: 'reset', every: { n: 1, of: 2 } },
    { kind: 'malformed', every: { n: 1, of: 2 } },
    { kind: 'malformed', mode: 'wrong-shape', times: 2 },
  ];

  it.each(FAULTS)('brings all of them there, each once, in their order, in spite of %j', async (fault) => {
    await town.fault(agency, fault);
    const dossier = await chronicle.dossier();
    start();
    await allArrived(dossier);
    expect(arrived(dossier)).toEqual(TOLD[target]);
    await until(() => outbox?.troubles().length === 0);
    expect(stopped).toEqual([]);
    expectNothingTwice();
  });

  it('tells again what the receiver lost, and goes on', async () => {
    const dossier = await chronicle.dossier(6);
    start();
    await until(() => arrived(dossier).length >= 3);
    town.simulators.reset();
    await chronicle.goOn(dossier, 6);
    await allArrived(dossier);
    expect(arrived(dossier)).toEqual(TOLD[target]);
    expect(stopped).toEqual([]);
    expectNothingTwice();
  });

  it('goes on with another engine over the same log, and tells nothing twice', async () => {
    const dossier = await chronicle.dossier(6);
    start();
    await until(() => arrived(dossier).length >= 3);
    await outbox?.stop();
    const before = arrived(dossier).length;
    const { pushes } = simulator().tally;
    await chronicle.goOn(dossier, 6);
    start();
    await allArrived(dossier);
    expect(simulator().tally.pushes).toBe(pushes + TOLD[target].length - before);
    expectNothingTwice();
  });

  it.each([1, 2, 3])('goes on after a kill between the receiving of message %i and its answer, and tells nothing twice', async (last) => {
    const dossier = await chronicle.dossier();
    let killed = false;
    start({
      target,
      prepare: (message) => receiver.prepare(message),
      inquire: (asked) => receiver.inquire(asked),
      tell: async (message, body) => {
        const telling = await receiver.tell(message, body);
        killed = message.number === last;
        return killed ? new Promise(() => undefined) : telling;
      },
    });
    await until(() => killed);
    start();
    await allArrived(dossier);
    expect(arrived(dossier)).toEqual(TOLD[target]);
    expect(simulator().tally.duplicates).toBe(1);
    expectNothingTwice();
  });

  it('stops one dossier that the receiver refuses, and goes on with the others', async () => {
    const refused = await chronicle.dossier();
    await town.fault(agency, { kind: 'error', code: codes.unknown, match: { dossier: refused } });
    const other = await chronicle.dossier();
    start();
    await allArrived(other);
    await until(() => stopped.length > 0);
    expect(stopped).toEqual([codes.unknown]);
    expect(outbox?.troubles()).toMatchObject([{ dossier: refused, kind: 'refused', number: 1, code: codes.unknown }]);
    expect(arrived(refused)).toEqual([]);
  });

  it('is told later, not refused, while our signature is not accepted', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const signing = { keyId: 'engine', privateKey };
    const client = new AgencyClient({ url: town.url, callTimeoutMs: 60_000, signing, clock: town.time.clock, dispatcher: new Agent() });
    const dossier = await chronicle.dossier();
    start(over(client));
    await until(() => outbox?.troubles().length === 1);
    expect(outbox?.troubles()).toMatchObject([{ dossier, kind: 'failing', code: 'CK01' }]);
  });

  describe('the receiver', () => {
    const message = (number: number, status: number): StatusMessage => ({
      dossier: '019a9f00-0000-7000-8000-000000000001' as DossierId,
      number,
      status,
      at: instant('2026-10-26T03:15:00Z'),
      handler: 'officer:one-stop',
      unit: '26734' as OfficeCode,
      content: 'Đã tiếp nhận',
    });
    const tell = (number: number, status: number, more: object = {}) => {
      const each = { ...message(number, status), ...more };
      return receiver.tell(each, receiver.prepare(each));
    };

    it('blocks what has no predecessor, and says what it has', async () => {
      expect(await tell(2, 2)).toMatchObject({ kind: 'out-of-order', code: codes.gap });
      expect(await receiver.inquire(message(1, 1).dossier)).toEqual({ kind: 'has', last: 0 });
      expect(await tell(1, 1)).toEqual({ kind: 'confirmed', already: false });
      expect(await receiver.inquire(message(1, 1).dossier)).toEqual({ kind: 'has', last: 1 });
      expectNothingTwice();
    });

    it('says of what it has that it was received already', async () => {
      await tell(1, 1);
      expect(await tell(1, 1)).toEqual({ kind: 'confirmed', already: true });
      expect(town.simulators.ledger.effects(agency)).toHaveLength(1);
    });

    it('refuses other content under the same key', async () => {
      await tell(1, 1);
      expect(await tell(1, 1, { content: 'Khác' })).toMatchObject({ kind: 'refused', code: codes.other });
    });

    it('does not take a status out of its order, whatever its number', async () => {
      await tell(1, 1);
      expect(await tell(2, 4)).toMatchObject({ code: codes.order });
      expect(simulator().tally.violations()).toMatchObject({ count: 1, reasons: { order: 1 } });
    });
  });
});
