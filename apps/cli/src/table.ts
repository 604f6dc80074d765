import { stripVTControlCharacters } from 'node:util';

/** Rows under their heads, each column as wide as it must be. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = (text: string): number => [...stripVTControlCharacters(text)].length;
  const widths = heads.map((head, i) => Math.max(width(head), ...rows.map((row) => width(row[i] ?? ''))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - width(cell))))
      .join('  ')
      .trimEnd();
  return [line(heads), line(widths.map((each) => '-'.repeat(each))), ...rows.map(line)].join('\n');
}
