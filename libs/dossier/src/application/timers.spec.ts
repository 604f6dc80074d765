import { instant, ManualTimekeeper, plusMillis, type Instant } from '@lienthong/calendar';
import type { DossierId } from '../domain';
import type { CommandContext, Execution } from './dossiers';
import { Timers, type DueTimer, type TimerBoard } from './timers';

const START = instant('2026-03-16T02:00:00Z');
const HOUR = 3_600_000;
/** What came to nothing is tried again after this, and however quiet it is, the board is looked at within this time. */
const AGAIN = 30_000;
const TWO_DAYS = 2 * 86_400_000;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A board that is a plain list, dossiers that only note what they are told, and timers between them. */
class Wall {
  readonly time = new ManualTimekeeper(START);
  readonly told: string[] = [];
  readonly contexts: CommandContext[] = [];
  readonly failures: (DossierId | undefined)[] = [];
  readonly entries: DueTimer[] = [];
  /** Whether the board hears of what a dossier did; until it does, it shows the moment that has passed. */
  heard = true;
  /** What a dossier does before it answers. */
  beforeAnswer: (dossier: DossierId) => void | Promise<void> = () => undefined;
  unreadable = false;
  looks = 0;
  /** How often it was asked for the next moment. */
  asked = 0;
  listener: (() => void) | undefined;

  private readonly board: TimerBoard = {
    due: async (now, limit, after) => {
      this.looks++;
      if (this.unreadable) throw new Error('disk full');
      const due = this.entries.filter(({ at }) => at <= now).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
      return due.filter((each) => after === undefined || placeOf(each) > placeOf(after)).slice(0, limit);
    },
    nextAfter: async (now) => {
      this.asked++;
      if (this.unreadable) throw new Error('disk full');
      const moments = this.entries.map(({ at }) => at).sort();
      return moments.find((at) => at > now);
    },
    onChange: (listener) => {
      this.listener = listener;
      return () => (this.listener = undefined);
    },
  };
  readonly timers = new Timers(
    { execute: (dossier, { type }, context) => this.tell(dossier, type, context) },
    this.board,
    this.time,
    (dossier) => this.failures.push(dossier),
  );

  put(dossier: string, at: Instant): void {
    this.entries.push({ dossier: dossier as DossierId, at });
  }

  /** Puts it where the timers hear of it. */
  async show(dossier: string, at: Instant): Promise<void> {
    this.put(dossier, at);
    this.listener?.();
    await this.settled();
  }

  async start(): Promise<void> {
    this.timers.start();
    await this.settled();
  }

  async passTo(at: Instant): Promise<void> {
    this.time.moveTo(at);
    await this.settled();
  }

  /** From alarm to alarm, as with a clock that runs. */
  async pass(millis: number): Promise<void> {
    const end = plusMillis(this.time.now(), millis);
    for (let next = this.time.nextAlarm; next !== undefined && next < end; next = this.time.nextAlarm) await this.passTo(next);
    await this.passTo(end);
  }

  /** Lets the look under way end. */
  async settled(): Promise<void> {
    for (let i = 0; i < 10; i++) await turn();
  }

  private async tell(dossier: DossierId, type: string, context: CommandContext): Promise<Execution> {
    this.told.push(`${type} ${dossier}`);
    this.contexts.push(context);
    await this.beforeAnswer(dossier);
    if (this.heard) this.forget(dossier);
    return {} as Execution;
  }

  private forget(dossier: DossierId): void {
    this.entries.splice(0, this.entries.length, ...this.entries.filter((each) => each.dossier !== dossier));
  }
}

const placeOf = ({ at, dossier }: DueTimer): string => `${at} ${dossier}`;

describe('the timers', () => {
  let wall: Wall;
  beforeEach(() => {
    wall = new Wall();
  });
  afterEach(() => wall.timers.stop());

  it('tell a dossier when its moment has come, and not before', async () => {
    wall.put('a', plusMillis(START, 1_000));
    await wall.start();
    await wall.passTo(plusMillis(START, 999));
    expect(wall.told).toEqual([]);
    await wall.passTo(plusMillis(START, 1_000));
    expect(wall.told).toEqual(['PassTime a']);
    expect(wall.contexts[0]?.actor).toEqual({ kind: 'system', id: 'timers' });
  });

  it('tell at their start all that came due while the engine stood still for two days, oldest first, each once', async () => {
    // More than are asked for at once, put down in another order.
    const names = Array.from({ length: 200 }, (_, i) => `d-${String(i).padStart(3, '0')}`);
    for (const [i, name] of [...names.entries()].reverse()) wall.put(name, plusMillis(START, i * 1_000));
    wall.time.moveTo(plusMillis(START, TWO_DAYS));
    await wall.start();
    expect(wall.told).toEqual(names.map((name) => `PassTime ${name}`));
  });

  it('tell each of many that came due at the same moment', async () => {
    const names = Array.from({ length: 150 }, (_, i) => `d-${String(i).padStart(3, '0')}`);
    for (const name of names) wall.put(name, START);
    wall.heard = false;
    await wall.start();
    expect(wall.told).toEqual(names.map((name) => `PassTime ${name}`));
  });

  it('tell a moment once, though the board hears of it later only', async () => {
    wall.heard = false;
    wall.put('a', START);
    await wall.start();
    await wall.pass(AGAIN - 1);
    expect(wall.told).toEqual(['PassTime a']);
  });

  it('tell the next moment of a dossier that was just told', async () => {
    wall.put('a', START);
    await wall.start();
    await wall.show('a', plusMillis(START, 1_000));
    await wall.pass(1_000);
    expect(wall.told).toEqual(['PassTime a', 'PassTime a']);
  });

  describe('while they sleep until the next moment', () => {
    beforeEach(async () => {
      wall.put('late', plusMillis(START, HOUR));
      await wall.start();
    });

    it('wake for one that appears before it, exactly then, and then for the next', async () => {
      await wall.show('early', plusMillis(START, 1_234));
      expect(wall.time.nextAlarm).toBe(plusMillis(START, 1_234));
      await wall.pass(1_233);
      expect(wall.told).toEqual([]);
      await wall.pass(1);
      expect(wall.told).toEqual(['PassTime early']);
      await wall.pass(HOUR - 1_235);
      expect(wall.told).toHaveLength(1);
      await wall.pass(1);
      expect(wall.told).toEqual(['PassTime early', 'PassTime late']);
    });

    it('wake at once for one whose moment has passed before it appeared', async () => {
      await wall.pass(5_000);
      await wall.show('a', plusMillis(START, 4_000));
      await wall.pass(0);
      expect(wall.told).toEqual(['PassTime a']);
    });

    it('leave it at that for one that appears behind it', async () => {
      await wall.show('later', plusMillis(START, 2 * HOUR));
      expect(wall.time.nextAlarm).toBe(plusMillis(START, AGAIN));
      await wall.pass(HOUR);
      expect(wall.told).toEqual(['PassTime late']);
    });

    it('find what they have not heard of within half a minute', async () => {
      wall.put('a', plusMillis(START, 1));
      await wall.pass(AGAIN);
      expect(wall.told).toEqual(['PassTime a']);
    });

    it('ask once for any number of changes that come together, and look at nothing that waits', async () => {
      const { asked, looks } = wall;
      for (let i = 0; i < 1_000; i++) wall.put(`d-${i}`, plusMillis(START, 2 * HOUR));
      for (let i = 0; i < 100; i++) wall.listener?.();
      await wall.settled();
      expect([wall.asked - asked, wall.looks - looks]).toEqual([1, 0]);
      expect(wall.time.nextAlarm).toBe(plusMillis(START, AGAIN));
    });

    it('say so when the board could not be read then, and sleep on', async () => {
      wall.unreadable = true;
      await wall.show('a', plusMillis(START, 1_000));
      wall.unreadable = false;
      expect(wall.failures).toEqual([undefined]);
      await wall.pass(AGAIN);
      expect(wall.told).toEqual(['PassTime a']);
    });
  });

  describe('when a dossier cannot be told', () => {
    beforeEach(async () => {
      wall.beforeAnswer = (dossier) => {
        if (dossier === ('b' as DossierId)) throw new Error('disk full');
      };
      for (const name of ['a', 'b', 'c']) wall.put(name, START);
      await wall.start();
    });

    it('say so, and tell the others', () => {
      expect(wall.told).toEqual(['PassTime a', 'PassTime b', 'PassTime c']);
      expect(wall.failures).toEqual(['b']);
    });

    it('do not try again at once', async () => {
      await wall.pass(AGAIN - 1);
      expect(wall.failures).toEqual(['b']);
    });

    it('try again later, by another command, until it is told', async () => {
      wall.beforeAnswer = () => undefined;
      await wall.pass(AGAIN);
      expect(wall.told.slice(3)).toEqual(['PassTime b']);
      const commands = wall.contexts.map(({ commandId }) => commandId);
      expect(new Set(commands).size).toBe(commands.length);
      await wall.pass(AGAIN);
      expect(wall.told).toHaveLength(4);
    });

    it('tell what comes due meanwhile', async () => {
      await wall.show('d', plusMillis(START, 1_000));
      await wall.pass(1_000);
      expect(wall.told.slice(3)).toEqual(['PassTime d']);
    });
  });

  it('look again soon when the board could not be read', async () => {
    wall.put('a', START);
    wall.unreadable = true;
    await wall.start();
    expect([wall.failures, wall.told]).toEqual([[undefined], []]);
    wall.unreadable = false;
    await wall.pass(AGAIN);
    expect(wall.told).toEqual(['PassTime a']);
  });

  describe('when they are stopped', () => {
    it('wait for what is being told, and begin with nothing more', async () => {
      let answer: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (answer = resolve));
      wall.beforeAnswer = () => held;
      for (let i = 0; i < 100; i++) wall.put(`d-${i}`, START);
      await wall.start();
      const begun = wall.told.length;
      expect(begun).toBeLessThan(100);
      let stopped = false;
      const stopping = wall.timers.stop().then(() => (stopped = true));
      await wall.settled();
      expect(stopped).toBe(false);
      answer();
      await stopping;
      expect(wall.told).toHaveLength(begun);
    });

    it('leave no alarm behind, and look no more', async () => {
      await wall.start();
      await wall.timers.stop();
      const { looks } = wall;
      expect([wall.time.nextAlarm, wall.listener]).toEqual([undefined, undefined]);
      wall.put('a', START);
      await wall.passTo(plusMillis(START, TWO_DAYS));
      expect([wall.looks, wall.told]).toEqual([looks, []]);
    });
  });
});
