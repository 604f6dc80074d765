import { CASES, deliver, handoffIn } from './testing/cases';
import { startTown, type TestTown } from './testing/town';

describe('the admin API', () => {
  let town: TestTown;
  beforeEach(async () => {
    town = await startTown();
  });
  afterEach(() => town.close());

  const call = async (method: string, path: string, body?: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${town.url}/admin${path}`, { method, ...(body !== undefined && { headers, body: JSON.stringify(body) }) });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };

  it('puts, adds, lists and takes away faults', async () => {
    await call('PUT', '/police/faults', [{ kind: 'down' }]);
    await call('POST', '/police/faults', { kind: 'slow', ms: 10 });
    expect(await call('GET', '/police/faults')).toMatchObject({
      body: {
        faults: [
          { id: 'fault-1', kind: 'down' },
          { id: 'fault-2', kind: 'slow' },
        ],
      },
    });
    expect(await call('DELETE', '/police/faults/fault-1')).toMatchObject({ status: 200, body: { faults: [{ id: 'fault-2' }] } });
    expect(await call('DELETE', '/police/faults/fault-1')).toMatchObject({ status: 404 });
    expect(await call('DELETE', '/police/faults')).toMatchObject({ status: 200, body: { faults: [] } });
  });

  it('tells how often a fault could have struck and did', async () => {
    await call('PUT', '/justice/faults', { faults: [{ kind: 'down', times: 1 }] });
    await deliver(town, CASES[0], handoffIn(town, CASES[0]));
    await deliver(town, CASES[0], handoffIn(town, CASES[0]));
    expect(await call('GET', '/justice/faults')).toMatchObject({ body: { faults: [{ seen: 2, struck: 1 }] } });
  });

  it.each([
    [{ kind: 'dwon' }, 'fault 1: /kind must be equal to one of the allowed values'],
    [[{ kind: 'down' }, { kind: 'slow' }], "fault 2: / must have required property 'ms'"],
    [{ kind: 'down', tines: 2 }, 'fault 1: / must NOT have additional properties ("tines")'],
    [{ kind: 'down', every: { n: 1 } }, "fault 1: /every must have required property 'of'"],
    [{ kind: 'down', match: {} }, 'fault 1: /match must NOT have fewer than 1 properties'],
    ['down', 'fault 1: / must be object'],
  ])('says what is wrong with %j', async (body, detail) => {
    const answer = await call('PUT', '/police/faults', body);
    expect(answer).toMatchObject({ status: 400, body: { status: 400, detail: expect.stringContaining(detail) as string } });
    expect(await call('GET', '/police/faults')).toMatchObject({ body: { faults: [] } });
  });

  it('knows its agencies', async () => {
    expect(await call('PUT', '/navy/faults', [])).toMatchObject({
      status: 404,
      body: {
        detail: 'no such agency; there are justice, police, social-insurance, commune-affairs, home-affairs, portal, linked-channel',
      },
    });
  });

  it('lists requests with their news and effects', async () => {
    const request = handoffIn(town, CASES[1]);
    await deliver(town, CASES[1], request);
    await town.settle();
    expect(await call('GET', '/requests')).toMatchObject({
      body: {
        requests: [
          {
            agency: 'police',
            handoff: request.handoff,
            dossier: request.dossier,
            procedure: 'permanent-residence',
            status: 'completed',
            effects: 1,
            news: [{ status: 'received' }, { status: 'in-process' }, { status: 'completed' }],
          },
        ],
      },
    });
  });

  it('forgets all at a reset, what was to come as well', async () => {
    await call('PUT', '/police/faults', [{ kind: 'callback-twice' }]);
    await deliver(town, CASES[1], handoffIn(town, CASES[1]));
    await call('POST', '/reset');
    await town.settle();
    expect(town.inbox).toEqual([]);
    expect(await call('GET', '/report')).toMatchObject({ body: { quiet: true, totals: { received: 0, pushes: 0, effects: 0 } } });
    expect(await call('GET', '/police/faults')).toMatchObject({ body: { faults: [] } });
  });
});
