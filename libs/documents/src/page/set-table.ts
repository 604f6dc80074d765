import type { Atom } from './atom';
import type { Align, Table } from './block';
import type { Line } from './break-lines';
import type { Frame } from './frame';
import { lineHeight, type Column, type Pen } from './pen';
import { bold, type Text } from './text';

/** In parts of the text's size. */
const SIZE = 0.9;
const PADDING = { side: 3, top: 1.5, bottom: 2.5 };
/** A row of more lines may go on on the next page. */
const MOST_LINES_TOGETHER = 8;

interface Cell extends Column {
  readonly align: Align;
}

/** What stands in one row: the lines of each cell. */
type RowLines = readonly (readonly Line[])[];

/** An atom for each row, or for each line of a long one; on a new page the titles stand again. */
export function setTable({ columns, rows }: Table, frame: Frame, pen: Pen): Atom[] {
  const size = frame.textSize * SIZE;
  const cells = columns.map(({ share, align = 'left' }, i): Cell => {
    const before = columns.slice(0, i).reduce((sum, each) => sum + each.share, 0);
    return { left: frame.left + frame.width * before, width: frame.width * share, align };
  });
  const linesOf = (texts: readonly Text[]): RowLines =>
    cells.map(({ width }, i) => pen.lines(texts[i] ?? [], width - 2 * PADDING.side, size));
  const titles = linesOf(columns.map(({ title }) => bold(title)));
  const centred = cells.map((cell): Cell => ({ ...cell, align: 'centre' }));
  const header = { ...part(titles, centred, size, WHOLE), above: lineHeight(size) * 0.35, introduces: true };
  return [header, ...rows.flatMap((row) => setRow(linesOf(row), cells, size)).map((atom) => ({ ...atom, header }))];
}

function setRow(lines: RowLines, cells: readonly Cell[], size: number): Atom[] {
  const count = Math.max(...lines.map(({ length }) => length));
  if (count <= MOST_LINES_TOGETHER) return [part(lines, cells, size, WHOLE)];
  return Array.from({ length: count }, (_, i) => {
    const line = lines.map((each) => each.slice(i, i + 1));
    // No line of it is left alone.
    const introduces = i === 0 || i === count - 2;
    return { ...part(line, cells, size, { begins: i === 0, ends: i === count - 1 }), introduces };
  });
}

interface Part {
  readonly begins: boolean;
  readonly ends: boolean;
}

const WHOLE: Part = { begins: true, ends: true };

/** A row, or a part of one, with the rules around it. */
function part(lines: RowLines, cells: readonly Cell[], size: number, { begins, ends }: Part): Atom {
  const step = lineHeight(size);
  const above = begins ? PADDING.top : 0;
  const height = above + Math.max(...lines.map(({ length }) => length)) * step + (ends ? PADDING.bottom : 0);
  return {
    height,
    above: 0,
    introduces: false,
    draw: (pen, top, endsPage) => {
      for (const [i, { left, width, align }] of cells.entries()) {
        const inner = { left: left + PADDING.side, width: width - 2 * PADDING.side };
        for (const [n, line] of (lines[i] ?? []).entries()) pen.line(line, inner, top + above + n * step, size, align);
      }
      const bounds = [cells[0]?.left ?? 0, ...cells.map(({ left, width }) => left + width)];
      const [first = 0, last = 0] = [bounds[0], bounds.at(-1)];
      for (const x of bounds) pen.rule(x, top, x, top + height);
      if (begins) pen.rule(first, top, last, top);
      if (ends || endsPage) pen.rule(first, top + height, last, top + height);
    },
  };
}
