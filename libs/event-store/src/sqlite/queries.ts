import type { Direction } from '../paging/paged-log';

/** A page holds at most so many appends … */
export const pageRows = 500;
/** … and ends behind the append with which it reaches so many bytes. */
export const pageBytes = 1024 * 1024;

/**
 * Appends of the whole log. Parameters: the ordinal to begin with (looked for inside appends, too), how many rows at most.
 * Columns: position and revision of the last event, stream, count of events, frame.
 */
export function queryOfLog(direction: Direction): string {
  return pageQuery('position', '', direction);
}

/** Ordinal of the last event, and how many streams there are. */
export const extentOfLog = 'SELECT (SELECT coalesce(max(position), 0) FROM appends), (SELECT count(*) FROM streams)';

/** Appends of one stream. Parameters: the revision to begin with, how many rows at most, the stream's name. Columns as above. */
export function queryOfStream(direction: Direction): string {
  return pageQuery('last_revision', 'stream = (SELECT key FROM streams WHERE name = ?3) AND', direction);
}

/**
 * An append lies under the place of its last event, so reading forwards from a place is one seek. Backwards the append around that place, the
 * first whose end is not before it, has to be found first. The sizes are summed up before a frame is touched: memory stays bounded
 * whatever the appends hold.
 */
function pageQuery(place: 'position' | 'last_revision', scope: string, direction: Direction): string {
  const forwards = direction === 'forwards';
  const start = forwards ? '?1' : `coalesce((SELECT min(${place}) FROM appends WHERE ${scope} ${place} >= ?1), ?1)`;
  const reach = forwards ? '>=' : '<=';
  const order = forwards ? 'ASC' : 'DESC';
  return `
    WITH near AS MATERIALIZED (
      SELECT ${place} AS place, length(frame) AS bytes FROM appends WHERE ${scope} ${place} ${reach} ${start} ORDER BY ${place} ${order} LIMIT ?2
    ), page AS (
      SELECT place, sum(bytes) OVER (ORDER BY place ${order}) - bytes AS before FROM near
    ), bounds AS MATERIALIZED (
      SELECT min(place) AS low, max(place) AS high FROM page WHERE before < ${pageBytes}
    )
    SELECT position, last_revision, (SELECT name FROM streams WHERE key = stream), events, frame
    FROM appends WHERE ${scope} ${place} BETWEEN (SELECT low FROM bounds) AND (SELECT high FROM bounds)
    ORDER BY ${place} ${order}`;
}
