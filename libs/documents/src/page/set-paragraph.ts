import type { Atom } from './atom';
import type { Paragraph } from './block';
import type { Frame } from './frame';
import { lineHeight, type Pen } from './pen';
import { plain } from './text';

/** Indentation behind a marker, in letters. */
const INDENT = 1.5;

/** An atom for each line; the first two stand together, and the last two. */
export function setParagraph({ text, align, marker, size = 1, above = 0.16, introduces }: Paragraph, frame: Frame, pen: Pen): Atom[] {
  const points = frame.textSize * size;
  const indent = marker === undefined ? 0 : points * INDENT;
  const column = { left: frame.left + indent, width: frame.width - indent };
  const lines = pen.lines(text, column.width, points);
  return lines.map((line, i) => ({
    height: lineHeight(points),
    above: i === 0 ? above * lineHeight(points) : 0,
    introduces: i === lines.length - 1 ? introduces === true : i === 0 || i === lines.length - 2,
    draw: (onto, top) => {
      if (i === 0 && marker !== undefined) {
        for (const each of onto.lines(plain(marker), indent, points)) onto.line(each, frame, top, points);
      }
      onto.line(line, column, top, points, align);
    },
  }));
}
