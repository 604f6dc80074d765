import type { Atom } from './atom';
import type { Align, Table } from './block';
import type { Line } from './break-lines';
import { lineHeight, type Column, type Pen } from './pen';
import type { Frame } from './frame';
import { bold, type Text } from './text';

/** In parts of the text's size. */
const SIZE = 0.9;
const PADDING = { side: 3, top: 1.5, bottom: 2.5 };

interface Cell extends Column {
  readonly align: Align;
}

/** An atom for each row; on a new page the titles stand again. A row higher than a page is divided. */
export function setTable({ columns, rows }: Table, frame: Frame, pen: Pen): Atom[] {
  const size = frame.textSize * SIZE;
  const cells = columns.map(({ share, align = 'left' }, i): Cell => {
    const before = columns.slice(0, i).reduce((sum, each) => sum + each.share, 0);
    return { left: frame.left + frame.width * before, width: frame.width * share, align };
  });
  const centred = cells.map((cell): Cell => ({ ...cell, align: 'centre' }));
  const header: Atom = {
    ...setRow(
      columns.map(({ title }) => bold(title)),
      centred,
      size,
      pen,
      Infinity,
    )[0]!,
    above: lineHeight(size) * 0.35,
    introduces: true,
  };
  const most = frame.height - header.height;
  return [header, ...rows.flatMap((row) => setRow(row, cells, size, pen, most)).map((atom) => ({ ...atom, header }))];
}

/** One atom, or more if the row is higher than `most`. */
function setRow(texts: readonly Text[], cells: readonly Cell[], size: number, pen: Pen, most: number): Atom[] {
  const lines = cells.map(({ width }, i) => pen.lines(texts[i] ?? [], width - 2 * PADDING.side, size));
  const step = lineHeight(size);
  const room = Math.max(1, Math.floor((most - PADDING.top - PADDING.bottom) / step));
  const longest = Math.max(...lines.map(({ length }) => length));
  const parts: Atom[] = [];
  for (let from = 0; from < longest; from += room) {
    const part = lines.map((each) => each.slice(from, from + room));
    parts.push(rowAtom(part, cells, size, step));
  }
  return parts;
}

function rowAtom(lines: readonly (readonly Line[])[], cells: readonly Cell[], size: number, step: number): Atom {
  const height = Math.max(...lines.map(({ length }) => length)) * step + PADDING.top + PADDING.bottom;
  return {
    height,
    above: 0,
    introduces: false,
    draw: (pen, top) => {
      for (const [i, { left, width, align }] of cells.entries()) {
        const inner = { left: left + PADDING.side, width: width - 2 * PADDING.side };
        for (const [n, line] of (lines[i] ?? []).entries()) pen.line(line, inner, top + PADDING.top + n * step, size, align);
        pen.rule(left, top, left, top + height);
      }
      const [first, last] = [cells[0], cells.at(-1)];
      if (first === undefined || last === undefined) return;
      const right = last.left + last.width;
      pen.rule(right, top, right, top + height);
      for (const y of [top, top + height]) pen.rule(first.left, y, right, y);
    },
  };
}
