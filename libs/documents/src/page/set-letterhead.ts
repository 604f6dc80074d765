import type { Atom } from './atom';
import type { Letterhead } from './block';
import type { Frame } from './frame';
import { lineHeight, type Column, type Pen } from './pen';
import { bold, italic, type Text } from './text';

const COUNTRY = bold('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
const MOTTO = bold('Độc lập – Tự do – Hạnh phúc');

/** In parts of the text's size, so that the country's name fits in one line of half an A5 sheet. */
const SIZE = 0.88;
/** What the left of the two columns has of the width. */
const LEFT_SHARE = 0.42;
const GAP = 8;

/** The form's number in the corner, then two columns of centred lines. */
export function setLetterhead(head: Letterhead, frame: Frame, pen: Pen): Atom {
  const size = frame.textSize * SIZE;
  const left = { left: frame.left, width: frame.width * LEFT_SHARE - GAP / 2 };
  const right = { left: frame.left + frame.width * LEFT_SHARE + GAP / 2, width: frame.width * (1 - LEFT_SHARE) - GAP / 2 };
  const columns = [
    setColumn([head.authority, head.office], head.number, left, size, 0.35, pen),
    setColumn([COUNTRY, MOTTO], head.placeAndDate, right, size, 'words', pen),
  ];
  const corner = lineHeight(size) * 1.35;
  return {
    height: corner + Math.max(...columns.map(({ height }) => height)),
    above: 0,
    introduces: true,
    draw: (onto, top) => {
      for (const line of onto.lines(italic(head.formNumber), frame.width, size)) onto.line(line, frame, top, size, 'right');
      for (const column of columns) column.draw(onto, top + corner);
    },
  };
}

/** Lines with a rule below them, as long as a share of the column or as the last line, and one text below the rule. */
function setColumn(texts: readonly (Text | undefined)[], below: Text, column: Column, size: number, rule: number | 'words', pen: Pen) {
  const lines = texts.flatMap((text) => (text ? pen.evenLines(text, column.width, size) : []));
  const lower = pen.lines(below, column.width, size);
  const step = lineHeight(size);
  const underRule = lines.length * step + 9;
  return {
    height: underRule + lower.length * step,
    draw: (onto: Pen, top: number): void => {
      for (const [i, line] of lines.entries()) onto.line(line, column, top + i * step, size, 'centre');
      const length = rule === 'words' ? (lines.at(-1)?.width ?? 0) : column.width * rule;
      const from = column.left + (column.width - length) / 2;
      const y = top + lines.length * step + 2;
      onto.rule(from, y, from + length, y);
      for (const [i, line] of lower.entries()) onto.line(line, column, top + underRule + i * step, size, 'centre');
    },
  };
}
