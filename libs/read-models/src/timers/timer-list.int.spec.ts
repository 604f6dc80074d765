import { instant, plusMillis, type Instant } from '@lienthong/calendar';
import { nextTimer, type DossierId } from '@lienthong/dossier/domain';
import { onEachDatabase } from '../testing/each-database';
import { type Readers, Writers } from '../testing/readers';
import { TimerList } from './timer-list';

/** Of what is received at ten on a Monday the gate is warned of on the same day, and the whole is due on the Wednesday. */
const WARNED = instant('2026-10-26T15:00:00+07:00');
/** What ends at 17:00 still ends in time. */
const OVER = instant('2026-10-28T17:00:00.001+07:00');

onEachDatabase('the list of timers', (open) => {
  let readers: Readers;
  let writers: Writers;
  let list: TimerList;
  beforeEach(async () => {
    readers = await open();
    writers = new Writers(readers);
    list = new TimerList(readers.access, { onCommit: () => () => undefined });
  });
  afterEach(async () => {
    writers.close();
    await readers.close();
  });

  const passTo = async (id: DossierId, at: Instant): Promise<void> => {
    writers.time.moveTo(plusMillis(at, -1_000));
    await writers.do(id, { type: 'PassTime' });
  };
  const expected = async (id: DossierId): Promise<Instant | undefined> => {
    const loaded = await writers.dossiers.load(id);
    return loaded && nextTimer(loaded.dossier);
  };
  const ofAll = async (now: Instant): Promise<readonly string[]> =>
    (await list.due(now, 1_000)).map(({ dossier, at }) => `${dossier} ${at}`);

  it('has the next moment of every dossier, as its own fold tells it, and none while there is none', async () => {
    const id = await writers.submitted();
    await readers.keep();
    expect([await ofAll(OVER), await list.nextAfter(writers.time.now())]).toEqual([[], undefined]);
    await writers.do(id, { type: 'ReceiveDossier' });
    await readers.caughtUp();
    expect(await ofAll(OVER)).toEqual([`${id} ${await expected(id)}`]);
    expect(await list.nextAfter(writers.time.now())).toBe(WARNED);
  });

  it('goes on with a dossier from moment to moment, and is done with it when time changes nothing any more', async () => {
    const id = await writers.received();
    await readers.keep();
    const moments: string[] = [];
    for (let next = await list.nextAfter(writers.time.now()); next !== undefined; next = await list.nextAfter(writers.time.now())) {
      moments.push(next);
      await passTo(id, next);
      await readers.caughtUp();
      expect(await ofAll(next)).toEqual([]);
    }
    expect(moments).toEqual([...moments].sort());
    expect([moments[0], moments.at(-1)]).toEqual([WARNED, OVER]);
    expect(await ofAll(plusMillis(OVER, 1))).toEqual([]);
  });

  it('gives what is due and nothing else, the oldest first, at the same moment in the order of the ids', async () => {
    const [warned, third, second] = [await writers.received(1), await writers.received(3), await writers.received(2)];
    await passTo(warned, WARNED);
    await readers.keep();
    expect(await ofAll(plusMillis(WARNED, -1))).toEqual([]);
    expect(await list.due(WARNED, 10)).toEqual([
      { dossier: second, at: WARNED },
      { dossier: third, at: WARNED },
    ]);
    expect(await ofAll(OVER)).toEqual([`${second} ${WARNED}`, `${third} ${WARNED}`, `${warned} ${await expected(warned)}`]);
    expect(await list.nextAfter(WARNED)).toBe(await expected(warned));
  });

  it('says that it has changed once that can be seen, as long as somebody wants to hear it', async () => {
    const id = await writers.submitted();
    list = new TimerList(readers.access, await readers.keep());
    const heard = jest.fn<void, []>();
    const changed = new Promise<void>((hear) => heard.mockImplementation(hear));
    const end = list.onChange(heard);
    await writers.do(id, { type: 'ReceiveDossier' });
    await changed;
    expect(await list.nextAfter(writers.time.now())).toBe(await expected(id));
    end();
    await passTo(id, WARNED);
    await readers.caughtUp();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('goes on behind the one that was seen last, leaving nothing out and giving nothing twice', async () => {
    for (let number = 1; number <= 7; number++) await writers.received(number);
    await readers.keep();
    const whole = await list.due(OVER, 1_000);
    const paged = [];
    for (let page = await list.due(OVER, 3); page.length > 0; page = await list.due(OVER, 3, page.at(-1))) paged.push(page);
    expect(paged.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(paged.flat()).toEqual(whole);
  });
});
