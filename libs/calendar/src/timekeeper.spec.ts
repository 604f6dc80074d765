import { instant, plusMillis, toMillis, type Instant } from './instant';
import { ManualTimekeeper, systemTimekeeper } from './timekeeper';

const START = instant('2026-10-26T03:00:00Z');
const after = (millis: number): Instant => plusMillis(START, millis);

describe('time that is moved by hand', () => {
  let time: ManualTimekeeper;
  let woken: string[];
  beforeEach(() => {
    time = new ManualTimekeeper(START);
    woken = [];
  });
  const wakeAt = (millis: number, name: string): (() => void) =>
    time.wakeAt(after(millis), () => woken.push(`${name} at ${toMillis(time.now()) - toMillis(START)}`));

  it('stands still until it is moved', () => {
    wakeAt(1, 'a');
    expect([time.now(), woken]).toEqual([START, []]);
    time.moveTo(after(5));
    expect(time.now()).toBe(after(5));
  });

  it('never goes back', () => {
    time.moveTo(after(-1));
    expect(time.now()).toBe(START);
  });

  it('wakes what is due, oldest first, each at its own moment, those of one moment as they came', () => {
    wakeAt(3, 'c');
    wakeAt(1, 'a');
    wakeAt(3, 'd');
    wakeAt(2, 'b');
    wakeAt(9, 'later');
    time.moveTo(after(5));
    expect(woken).toEqual(['a at 1', 'b at 2', 'c at 3', 'd at 3']);
    expect(time.nextAlarm).toBe(after(9));
  });

  it('wakes once', () => {
    wakeAt(1, 'a');
    time.moveTo(after(1));
    time.moveTo(after(1));
    expect(woken).toEqual(['a at 1']);
  });

  it('wakes for a moment that has passed at the next move, and does not turn back for it', () => {
    time.moveTo(after(5));
    wakeAt(1, 'a');
    time.moveTo(after(5));
    expect(woken).toEqual(['a at 5']);
  });

  it('wakes what is asked for while it wakes, if it is due by then', () => {
    time.wakeAt(after(1), () => {
      wakeAt(1, 'same moment');
      wakeAt(3, 'on the way');
      wakeAt(9, 'later');
    });
    time.moveTo(after(5));
    expect(woken).toEqual(['same moment at 1', 'on the way at 3']);
  });

  it('lets what is called off sleep, also when it is called off by what wakes at the same moment', () => {
    wakeAt(1, 'called off')();
    time.wakeAt(after(2), () => callOff());
    const callOff = wakeAt(2, 'called off in time');
    time.moveTo(after(5));
    expect(woken).toEqual([]);
    expect(time.nextAlarm).toBeUndefined();
  });
});

describe('the time of the machine', () => {
  beforeEach(() => jest.useFakeTimers({ now: toMillis(START) }));
  afterEach(() => jest.useRealTimers());

  const DAY = 86_400_000;

  it('wakes once, at the moment that was asked for', () => {
    const wake = jest.fn();
    systemTimekeeper.wakeAt(after(1_000), wake);
    jest.advanceTimersByTime(999);
    expect(wake).not.toHaveBeenCalled();
    jest.advanceTimersByTime(10_000);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('wakes at once, but not within the call, for a moment that has passed', () => {
    const wake = jest.fn();
    systemTimekeeper.wakeAt(after(-DAY), wake);
    expect(wake).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('wakes in time for a moment that lies beyond 31 bits of milliseconds', () => {
    const wake = jest.fn();
    systemTimekeeper.wakeAt(after(60 * DAY), wake);
    jest.advanceTimersByTime(60 * DAY - 1);
    expect(wake).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('can be called off, also after it has looked again on the way', () => {
    const wake = jest.fn();
    const callOff = systemTimekeeper.wakeAt(after(60 * DAY), wake);
    jest.advanceTimersByTime(30 * DAY);
    callOff();
    jest.advanceTimersByTime(60 * DAY);
    expect(wake).not.toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });
});
