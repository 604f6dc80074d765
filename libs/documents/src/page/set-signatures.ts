import type { Atom } from './atom';
import type { Signature, Signatures } from './block';
import type { Frame } from './frame';
import { lineHeight, type Column, type Pen } from './pen';
import { bold, italic } from './text';

/** For a signature by hand, in lines. */
const ROOM_TO_SIGN = 2.2;
const GAP = 12;

/** Who signs, side by side; one who signs alone, on the right. */
export function setSignatures({ left, right }: Signatures, frame: Frame, pen: Pen): Atom {
  const width = (frame.width - GAP) / 2;
  const columns = [
    ...(left ? [setSignature(left, { left: frame.left, width }, frame.textSize, pen)] : []),
    setSignature(right, { left: frame.left + width + GAP, width }, frame.textSize, pen),
  ];
  return {
    height: Math.max(...columns.map(({ height }) => height)),
    above: lineHeight(frame.textSize) * 0.6,
    introduces: false,
    draw: (onto, top) => {
      for (const column of columns) column.draw(onto, top);
    },
  };
}

function setSignature({ role, hint, name }: Signature, column: Column, textSize: number, pen: Pen) {
  const step = lineHeight(textSize);
  const head = [...pen.evenLines(bold(role), column.width, textSize), ...pen.lines(italic(hint), column.width, textSize)];
  const signed = pen.lines(bold(name), column.width, textSize);
  const nameAt = (head.length + ROOM_TO_SIGN) * step;
  return {
    height: nameAt + signed.length * step,
    draw: (onto: Pen, top: number): void => {
      for (const [i, line] of head.entries()) onto.line(line, column, top + i * step, textSize, 'centre');
      for (const [i, line] of signed.entries()) onto.line(line, column, top + nameAt + i * step, textSize, 'centre');
    },
  };
}
