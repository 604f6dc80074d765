import { CASES, deliver, handoffIn, reportOf } from './testing/cases';
import { startTown, type TestTown } from './testing/town';

const TELLING = CASES.slice(1) as readonly Exclude<(typeof CASES)[number], readonly ['justice', string]>[];

describe.each(TELLING)('news of %s', (...one) => {
  const [agency] = one;
  let town: TestTown;
  beforeEach(async () => {
    town = await startTown();
  });
  afterEach(() => town.close());

  /** The statuses in the order in which their messages came. */
  const statuses = async () => (await town.reports(agency)).map(({ status }) => status);

  it('comes as a status on the way and a final one', async () => {
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    expect(await statuses()).toEqual(['in-process', 'completed']);
  });

  it('is sent again under the same id until it is accepted', async () => {
    town.answerCallbacksWith(503);
    await deliver(town, one, handoffIn(town, one));
    while (town.inbox.length < 5) {
      town.time.next();
      await new Promise(setImmediate);
    }
    town.answerCallbacksWith(204);
    await town.settle();
    const messages = await town.reports(agency);
    expect(messages.length).toBeGreaterThan(5);
    expect(new Set(messages.map(({ message }) => message)).size).toBe(2);
    expect(await reportOf(town, agency)).toMatchObject({ callbacks: { sent: 2, failed: 0, underWay: 0 } });
  });

  it('is given up after twenty tries', async () => {
    town.answerCallbacksWith(500);
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    expect(town.inbox).toHaveLength(40);
    expect(await reportOf(town, agency)).toMatchObject({ callbacks: { sent: 0, failed: 2, attempts: 40 } });
  });

  it('that is lost comes when it is followed up', async () => {
    await town.fault(agency, { kind: 'lost-callback' });
    const request = handoffIn(town, one);
    await deliver(town, one, request);
    await town.settle();
    expect(await statuses()).toEqual(['in-process']);
    const followed = await town.gateway(agency).follow([request]);
    await town.settle();
    if (agency !== 'police') expect(followed).toMatchObject({ reports: [{ status: 'completed' }] });
    else {
      expect(followed).toMatchObject({ kind: 'answered', reports: [] });
      expect(await statuses()).toEqual(['in-process', 'completed']);
    }
  });

  it('can come twice under one id', async () => {
    await town.fault(agency, { kind: 'callback-twice' });
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    const messages = await town.reports(agency);
    expect(messages.map(({ status }) => status)).toEqual(['in-process', 'completed', 'completed']);
    expect(messages[1]?.message).toBe(messages[2]?.message);
  });

  it('can come with the end first', async () => {
    await town.fault(agency, { kind: 'out-of-order' });
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    expect(await statuses()).toEqual(['completed', 'in-process']);
  });

  it('can come with an old status after the end', async () => {
    await town.fault(agency, { kind: 'out-of-order', mode: 'old-after-final' });
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    const messages = await town.reports(agency);
    expect(messages.map(({ status }) => status)).toEqual(['in-process', 'completed', 'in-process']);
    expect(new Set(messages.map(({ message }) => message)).size).toBe(3);
  });

  it.each(['garbage', 'wrong-shape'] as const)('that is %s is theirs, and unreadable', async (mode) => {
    await town.fault(agency, { kind: 'malformed', on: 'callback', mode });
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    const last = town.inbox.at(-1);
    await expect(town.gateway(agency).readMessage(last!)).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('that another signed in their name is not theirs', async () => {
    await town.fault(agency, { kind: 'wrong-signature' });
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    await expect(town.gateway(agency).readMessage(town.inbox.at(-1)!)).rejects.toMatchObject({ code: 'unsigned' });
  });

  it('is not accepted when it was changed on the way, sent elsewhere, or is too old', async () => {
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    const message = town.inbox.at(-1)!;
    const { signature: _signature, ...bare } = message.headers;
    const unsigned = { code: 'unsigned' };
    const gateway = town.gateway(agency);
    await expect(gateway.readMessage({ ...message, body: new TextEncoder().encode('{}') })).rejects.toMatchObject(unsigned);
    await expect(gateway.readMessage({ ...message, url: `${message.url}/elsewhere` })).rejects.toMatchObject(unsigned);
    await expect(gateway.readMessage({ ...message, headers: bare })).rejects.toMatchObject(unsigned);
    town.time.pass(361_000);
    await expect(gateway.readMessage(message)).rejects.toMatchObject({ ...unsigned, detail: expect.stringContaining('expired') as string });
  });

  it('of one agency is not accepted as another’s', async () => {
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    const other = agency === 'police' ? 'social-insurance' : 'police';
    await expect(town.gateway(other).readMessage(town.inbox.at(-1)!)).rejects.toMatchObject({ code: 'unsigned' });
  });
});

describe('Justice', () => {
  it('sends no news, so none is accepted from it', async () => {
    const town = await startTown();
    const message = { method: 'POST', url: 'http://127.0.0.1/', headers: {}, body: new Uint8Array() };
    await expect(town.gateway('justice').readMessage(message)).rejects.toMatchObject({ code: 'unsigned' });
    await town.close();
  });
});
