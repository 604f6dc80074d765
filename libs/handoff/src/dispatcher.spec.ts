import type { AgencyCode } from '@lienthong/bundle';
import { instant, ManualTimekeeper, plusMillis, type Instant } from '@lienthong/calendar';
import type { HandoffId, Step } from '@lienthong/dossier/domain';
import { Dispatcher } from './dispatcher';
import type { DueHandoff, HandoffBoard } from './handoff-board';
import type { HandoffJob, HandoffQueue } from './handoff-queue';
import { ScriptedGateway } from './testing/scripted-gateway';

const JUSTICE = 'justice' as AgencyCode;
const POLICE = 'police' as AgencyCode;
const START = instant('2026-10-26T03:00:00Z');
/** However quiet it is, the board is looked at within this time. */
const SOON = 10_000;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lets the dispatcher finish what it looks at: each look takes a turn. */
const settled = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await turn();
};

/** A board that is a plain list, and a dispatcher in front of it. */
class Desk {
  readonly time = new ManualTimekeeper(START);
  readonly jobs: string[] = [];
  readonly failures: unknown[] = [];
  readonly entries: DueHandoff[] = [];
  looks = 0;
  /** What the board does before it answers. */
  beforeAnswer: () => void | Promise<void> = () => undefined;
  private listener: (() => void) | undefined;
  free: () => void = () => undefined;

  private readonly board: HandoffBoard = {
    due: async (agency, now, limit) => {
      if (agency === JUSTICE) this.looks++;
      const seen = this.entries.filter((each) => each.agency === agency && each.dueAt <= now).slice(0, limit);
      await turn();
      await this.beforeAnswer();
      return seen;
    },
    nextDueAfter: async (agency, now) =>
      this.entries
        .filter((each) => each.agency === agency)
        .map(({ dueAt }) => dueAt)
        .sort()
        .find((at) => at > now),
    postpone: async () => undefined,
    position: () => undefined,
    onChange: (listener) => {
      this.listener = listener;
      return () => (this.listener = undefined);
    },
  };
  readonly dueAt: Instant[] = [];
  private readonly queue: HandoffQueue = {
    trouble: undefined,
    schedule: ({ agency, handoffs }: HandoffJob, dueAt) => {
      this.jobs.push(`${agency}: ${handoffs.join(' ')}`);
      this.dueAt.push(dueAt);
    },
    onFree: (listener) => {
      this.free = listener;
      return () => (this.free = () => undefined);
    },
    work: () => undefined,
    close: async () => undefined,
  };
  private readonly gateways = new Map(
    [JUSTICE, POLICE].map((agency) => [agency, new ScriptedGateway(agency, agency === JUSTICE ? 2 : 10)]),
  );
  readonly dispatcher = new Dispatcher(
    { onAppended: () => () => undefined },
    this.board,
    this.queue,
    this.gateways,
    new Map(),
    this.time,
    (error) => this.failures.push(error),
  );

  put(handoff: string, dueAt: Instant = START, step: Step = 'deliver', agency = JUSTICE): void {
    this.entries.push({ handoff: handoff as HandoffId, agency, step, dueAt });
  }

  async changed(): Promise<void> {
    this.listener?.();
    await settled();
  }

  async start(): Promise<void> {
    this.dispatcher.start();
    await settled();
  }

  /** What was scheduled since it was asked last. */
  taken(): string[] {
    return this.jobs.splice(0);
  }
}

describe('the dispatcher', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => desk.dispatcher.stop());

  it('puts what was left lying into the queue at the start', async () => {
    desk.put('a', START);
    desk.put('b', plusMillis(START, -60_000), 'inquire', POLICE);
    desk.put('c', plusMillis(START, 1));
    await desk.start();
    expect(desk.taken()).toEqual(['justice: a', 'police: b']);
  });

  it('comes back when what waits becomes due', async () => {
    desk.put('a', plusMillis(START, 1_000));
    await desk.start();
    expect(desk.taken()).toEqual([]);
    desk.time.moveTo(plusMillis(START, 1_000));
    await settled();
    expect(desk.taken()).toEqual(['justice: a']);
  });

  it('comes back earlier when the log brings something earlier', async () => {
    desk.put('late', plusMillis(START, 5_000));
    await desk.start();
    desk.put('early', plusMillis(START, 1_000));
    await desk.changed();
    expect(desk.time.nextAlarm).toBe(plusMillis(START, 1_000));
    desk.time.moveTo(plusMillis(START, 1_000));
    await settled();
    expect(desk.taken()).toEqual(['justice: early']);
    expect(desk.time.nextAlarm).toBe(plusMillis(START, 5_000));
  });

  it('asks in as few calls as each agency allows, and never about two agencies in one', async () => {
    for (const id of ['a', 'b', 'c']) desk.put(id, START, 'follow');
    for (const id of ['x', 'y', 'z']) desk.put(id, START, 'follow', POLICE);
    desk.put('d', START, 'deliver');
    await desk.start();
    expect(desk.taken().sort()).toEqual(['justice: a b', 'justice: c', 'justice: d', 'police: x y z']);
  });

  it('tells the queue since when each is due, and of several the oldest', async () => {
    const [early, later] = [plusMillis(START, -60_000), plusMillis(START, -30_000)];
    desk.put('a', early, 'follow');
    desk.put('b', later, 'follow');
    desk.put('c', later, 'deliver', POLICE);
    await desk.start();
    expect(desk.taken()).toEqual(['justice: a b', 'police: c']);
    expect(desk.dueAt).toEqual([early, later]);
  });

  it('looks once more when something changed while it looked', async () => {
    await desk.start();
    desk.beforeAnswer = () => {
      desk.beforeAnswer = () => undefined;
      desk.put('a');
      for (let i = 0; i < 5; i++) void desk.changed();
    };
    const before = desk.looks;
    await desk.changed();
    expect(desk.taken()).toEqual(['justice: a']);
    expect(desk.looks).toBe(before + 2);
  });

  describe('when the board could not be read', () => {
    const broken = new Error('disk full');
    beforeEach(async () => {
      desk.put('a');
      desk.beforeAnswer = () => Promise.reject(broken);
      await desk.start();
      desk.beforeAnswer = () => undefined;
    });

    it('tells it, and looks again at the next change', async () => {
      expect(desk.failures).toEqual([broken]);
      await desk.changed();
      expect(desk.taken()).toEqual(['justice: a']);
    });

    it('looks again soon when nothing changes', async () => {
      desk.time.moveTo(plusMillis(START, SOON));
      await settled();
      expect(desk.taken()).toEqual(['justice: a']);
    });
  });

  it('finds what it was not told of, soon, and does not look all the time', async () => {
    await desk.start();
    expect((desk.time.nextAlarm ?? START) >= plusMillis(START, 1_000)).toBe(true);
    desk.put('a');
    desk.time.moveTo(plusMillis(START, SOON));
    await settled();
    expect(desk.taken()).toEqual(['justice: a']);
    desk.put('b');
    desk.time.moveTo(plusMillis(START, 2 * SOON));
    await settled();
    expect(desk.taken()).toContain('justice: b');
  });

  it('does not let the backlog of one agency keep another waiting', async () => {
    for (let i = 0; i < 1_500; i++) desk.put(`police-${i}`, START, 'deliver', POLICE);
    desk.put('a', START);
    await desk.start();
    expect(desk.taken()).toContain('justice: a');
  });

  it('stops when the look under way has ended, and then does nothing more', async () => {
    desk.put('a', plusMillis(START, 1_000));
    await desk.start();
    await desk.changed();
    await desk.dispatcher.stop();
    await desk.changed();
    expect(desk.time.nextAlarm).toBeUndefined();
    desk.time.moveTo(plusMillis(START, 1_000));
    await settled();
    expect(desk.taken()).toEqual([]);
  });
});
