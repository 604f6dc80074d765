import type { Run, Text } from './text';

/** A text that fits in a column. */
export interface Line {
  readonly runs: Text;
  /** In points. */
  readonly width: number;
}

/** The width of a run in points. */
export type Measure = (run: Run) => number;

/** Runs that stand together without a space. */
type Word = Run[];

/** Breaks a text into lines at spaces, and inside of a word only if the word alone is wider than the column. */
export function breakLines(text: Text, column: number, measure: Measure): readonly Line[] {
  const lines: Line[] = [];
  let line: Run[] = [];
  let width = 0;
  for (const word of words(text).flatMap((each) => broken(each, column, measure))) {
    const wide = widthOf(word, measure);
    const space = line.length > 0 ? measure({ text: ' ', face: word[0]?.face ?? 'regular' }) : 0;
    if (line.length > 0 && width + space + wide > column) {
      lines.push({ runs: line, width });
      [line, width] = [[...word], wide];
    } else {
      line = append(line, word);
      width += space + wide;
    }
  }
  return [...lines, { runs: line, width }];
}

/** As many lines as {@link breakLines} makes, of about the same width, so that no word is left alone in the last one. */
export function breakEvenly(text: Text, column: number, measure: Measure): readonly Line[] {
  const lines = breakLines(text, column, measure);
  let [tooNarrow, enough] = [0, column];
  while (lines.length > 1 && enough - tooNarrow > 1) {
    const middle = (tooNarrow + enough) / 2;
    if (breakLines(text, middle, measure).length > lines.length) tooNarrow = middle;
    else enough = middle;
  }
  return breakLines(text, enough, measure);
}

function words(text: Text): Word[] {
  const found: Word[] = [[]];
  for (const { text: whole, face } of text) {
    for (const [i, part] of whole.split(/[^\S\u00a0]+/).entries()) {
      if (i > 0) found.push([]);
      if (part !== '') found.at(-1)?.push({ text: part, face });
    }
  }
  return found.filter((word) => word.length > 0);
}

const widthOf = (word: Word, measure: Measure): number => word.reduce((sum, run) => sum + measure(run), 0);

/** Codes and addresses break behind their separators if that is enough, other words anywhere. */
function broken(word: Word, column: number, measure: Measure): Word[] {
  if (widthOf(word, measure) <= column) return [word];
  const parts = word.flatMap(({ text, face }) => text.split(/(?<=[-/.;,_])/).map((part): Run => ({ text: part, face })));
  const small = parts.flatMap((part) =>
    measure(part) <= column ? [part] : Array.from(part.text, (letter) => ({ ...part, text: letter })),
  );
  const pieces: Word[] = [[]];
  let width = 0;
  for (const part of small) {
    const wide = measure(part);
    if (width > 0 && width + wide > column) {
      pieces.push([]);
      width = 0;
    }
    pieces.push(merged(pieces.pop() ?? [], part));
    width += wide;
  }
  return pieces;
}

/** Runs of one face are drawn, and read by machines, as one. */
function merged(runs: readonly Run[], next: Run): Run[] {
  const last = runs.at(-1);
  if (last?.face !== next.face) return [...runs, next];
  return [...runs.slice(0, -1), { text: last.text + next.text, face: next.face }];
}

function append(line: readonly Run[], word: Word): Run[] {
  const [first, ...others] = word;
  if (first === undefined) return [...line];
  const spaced = line.length > 0 ? { ...first, text: ` ${first.text}` } : first;
  return others.reduce((all, run) => merged(all, run), merged(line, spaced));
}
