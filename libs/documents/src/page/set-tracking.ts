import type { Atom } from './atom';
import type { Tracking } from './block';
import type { Frame } from './frame';
import { lineHeight, type Pen } from './pen';
import { qrCode } from './qr-code';

/** 2 cm. */
const SIDE = 56.7;
const GAP = 10;
/** In parts of the text's size. */
const SIZE = 0.86;

/** A QR code, with words beside it. */
export function setTracking({ url, words }: Tracking, frame: Frame, pen: Pen): Atom {
  const code = qrCode(url);
  const size = frame.textSize * SIZE;
  const step = lineHeight(size);
  const column = { left: frame.left + SIDE + GAP, width: frame.width - SIDE - GAP };
  const lines = words.flatMap((text) => pen.lines(text, column.width, size));
  const height = Math.max(SIDE, lines.length * step);
  return {
    height,
    above: step * 0.8,
    introduces: false,
    draw: (onto, top) => {
      onto.squares(code.dark, frame.left, top + (height - SIDE) / 2, SIDE / code.size);
      const first = top + (height - lines.length * step) / 2;
      for (const [i, line] of lines.entries()) onto.line(line, column, first + i * step, size);
    },
  };
}
