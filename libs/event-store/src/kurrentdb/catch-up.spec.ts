import type { StoredEvent, SubscriptionItem } from '../event-store';
import { event } from '../conformance/world';
import { fromPages } from '../paging/page-iterator';
import { CatchUp } from './catch-up';
import type { AllPage } from './log-reader';
import { positionOf } from './position';
import { stream } from './testing/test-cluster';

const at = (place: number, type = 'Happened'): StoredEvent => ({
  ...event(type),
  stream: stream('1'),
  revision: place,
  position: positionOf({ commit: BigInt(place), prepare: BigInt(place) }),
});
const page = (end: boolean, ...events: readonly StoredEvent[]): AllPage => ({ events, seen: events.at(-1)?.position, end });

/** What a subscription tells of these pages, when the bell has rung for a position before and then stays silent. */
async function told(
  pages: readonly AllPage[],
  heard: number,
  options: { types?: readonly string[]; checkpointEvery?: number } = {},
): Promise<string[]> {
  const left = [...pages];
  const abort = new AbortController();
  const reader = { all: async () => left.shift() ?? page(true) };
  const { position } = at(heard);
  const bell = { rings: 1, position, after: async () => abort.abort() };
  const world = { reader, bell, pause: async () => undefined, onFailure: () => undefined };
  const { types, checkpointEvery } = options;
  const subscription = { signal: abort.signal, ...(types && { filter: { types } }), ...(checkpointEvery && { checkpointEvery }) };
  const items: string[] = [];
  for await (const item of fromPages<SubscriptionItem>(() => new CatchUp(world, subscription, () => undefined))) items.push(wordFor(item));
  return items;
}

function wordFor(item: SubscriptionItem): string {
  if (item.kind === 'live') return 'live';
  return `${item.kind} ${Number((item.kind === 'event' ? item.event.position : item.position).slice(0, 20))}`;
}

describe('catching up with KurrentDB', () => {
  it('is not live while the news that the bell told of is not to be read yet', async () => {
    expect(await told([page(true, at(1)), page(true), page(true, at(2))], 2)).toEqual(['event 1', 'event 2', 'live']);
  });

  it('reads on after a page that is full, and is live once, at the end', async () => {
    expect(await told([page(false, at(1), at(2)), page(false, at(3)), page(true)], 3)).toEqual(['event 1', 'event 2', 'event 3', 'live']);
  });

  it('tells a position in so many events passed over, across pages, and where it caught up', async () => {
    const noise = (...places: readonly number[]): StoredEvent[] => places.map((place) => at(place, 'Noise'));
    const pages = [page(false, ...noise(1, 2, 3, 4)), page(true, ...noise(5, 6), at(7), ...noise(8))];
    expect(await told(pages, 8, { types: ['Happened'], checkpointEvery: 3 })).toEqual([
      'checkpoint 3',
      'checkpoint 6',
      'event 7',
      'checkpoint 8',
      'live',
    ]);
  });
});
