import type { Holder } from '@lienthong/dossier/domain';
import type { GroupedBy, Report, ReportLine } from './report';

const COLUMNS = [
  'dossiers',
  'received',
  'online',
  'onTime',
  'late',
  'openOnTime',
  'openLate',
  'supplements',
  'supplemented',
  'refusals',
  'withRefusals',
] as const satisfies readonly (keyof ReportLine)[];

/** Spreadsheets take a text without it for one in their machine's own letters, and Vietnamese for rubbish. */
const BYTE_ORDER_MARK = '\uFEFF';
const MINUTE_MS = 60_000;

/**
 * A report for spreadsheets (RFC 4180): one row for each line, or one for the total where there are none. Times are whole minutes by
 * holder, so that no row needs a decimal point, which means something else in every country.
 */
export function csvOf({ lines, total }: Report, by?: GroupedBy): string {
  const shown = by === undefined ? [{ key: 'total', ...total }] : lines;
  const holders = [...new Set(shown.flatMap(({ held }) => Object.keys(held) as Holder[]))].sort();
  const heads = [by ?? 'of', ...COLUMNS, ...holders.map((holder) => `minutes ${holder}`)];
  const rows = shown.map((line) => [
    line.key,
    ...COLUMNS.map((column) => String(line[column])),
    ...holders.map((holder) => String(Math.round((line.held[holder] ?? 0) / MINUTE_MS))),
  ]);
  return BYTE_ORDER_MARK + [heads, ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
