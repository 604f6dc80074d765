/** One line of the report: what was measured, in which unit; more is better unless the unit says otherwise. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

export type Figures = readonly Figure[];

export const figure = (name: string, value: number, unit: string): Figure => ({ name, value, unit });

/** Three significant digits, thousands set apart: more would pretend to more than one run can tell. */
export function rounded(value: number): string {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))));
  const factor = 10 ** (2 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-9))));
  return (Math.round(value * factor) / factor).toLocaleString('en-US', { maximumFractionDigits: Math.min(digits, 3) });
}

/** A table in Markdown, as bench/README.md has it. */
export function table(title: string, figures: Figures): string {
  const rows = figures.map(({ name, value, unit }) => `| ${name} | ${rounded(value)} | ${unit} |`);
  return [`### ${title}`, '', '| figure | value | unit |', '| --- | ---: | --- |', ...rows, ''].join('\n');
}
