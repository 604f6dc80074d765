import { eventMatcher } from '../event-matcher';
import type { ReadAllOptions, ReadOptions, StoredEvent, StreamName } from '../event-store';
import { fromPages, type Pages } from './page-iterator';
import type { PagedLog } from './paged-log';

/** {@link EventStore.readStream} over pages. */
export function readStream(log: PagedLog, stream: StreamName, options: ReadOptions): AsyncIterable<StoredEvent> {
  return fromPages(() => {
    const direction = options.direction ?? 'forwards';
    let from = options.from;
    return limited(log, options.limit, (limit) => {
      const page = log.streamPage({ stream, from, direction, limit });
      const last = page.events.at(-1);
      if (last) from = last.revision + (direction === 'forwards' ? 1 : -1);
      return page;
    });
  });
}

/** {@link EventStore.readAll} over pages. */
export function readAll(log: PagedLog, options: ReadAllOptions): AsyncIterable<StoredEvent> {
  return fromPages(() => {
    const direction = options.direction ?? 'forwards';
    const matcher = eventMatcher(options.filter);
    let after = options.after;
    return limited(log, options.limit, (wanted) => {
      const page = log.page({ after, direction, matcher, limit: matcher ? Infinity : wanted });
      after = page.seen ?? after;
      return page;
    });
  });
}

interface Page {
  readonly events: readonly StoredEvent[];
  readonly end: boolean;
}

/** Reads page after page until the log ends or enough was told. The first page comes at once: most reads have no second. */
function limited(log: PagedLog, limit = Infinity, read: (wanted: number) => Page): Pages<StoredEvent> {
  let wanted = limit;
  let begun = false;
  let end = wanted <= 0;

  function page(): readonly StoredEvent[] {
    const { events, end: nothingMore } = read(wanted);
    const told = events.length > wanted ? events.slice(0, wanted) : events;
    wanted -= told.length;
    end = nothingMore || wanted <= 0;
    return told;
  }

  return {
    next() {
      if (end) return undefined;
      if (begun) return log.turn().then(page);
      begun = true;
      return page();
    },
  };
}
