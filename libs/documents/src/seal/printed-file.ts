import { SealRefused } from './seal-refused';

/** The parts of a PDF, as `renderForm` prints it, that a seal adds to. */
export interface PrintedFile {
  /** Byte at which its table of objects begins. */
  readonly tableAt: number;
  /** The number of the next new object. */
  readonly nextObject: number;
  readonly catalog: PdfObject;
  readonly firstPage: PdfObject;
  /** The object of its title and dates. */
  readonly info: number;
  /** In hex. */
  readonly id: string;
}

export interface PdfObject {
  readonly number: number;
  /** What stands between its `<<` and `>>`. */
  readonly entries: string;
}

/** Reads a file with one table of objects. @throws SealRefused it is another kind of file, or has a seal */
export function readPrintedFile(pdf: Uint8Array): PrintedFile {
  const text = Buffer.from(pdf).toString('latin1');
  const [, trailer = '', tableAt = ''] = /\ntrailer\n([^]*)\nstartxref\n(\d+)\n%%EOF\n$/.exec(text.slice(-LONGEST_TRAILER)) ?? [];
  if (/\/Prev \d/.test(trailer)) throw new SealRefused('already-sealed');
  const offsets = tableOf(text, Number(tableAt || NaN));
  const object = (number: number): PdfObject => objectAt(text, number, offsets[number]);
  const catalog = object(reference(trailer, 'Root'));
  if (catalog.entries.includes('/AcroForm')) throw new SealRefused('already-sealed');
  const pages = object(reference(catalog.entries, 'Pages'));
  return {
    tableAt: Number(tableAt),
    nextObject: offsets.length,
    catalog,
    firstPage: object(reference(pages.entries, 'Kids')),
    info: reference(trailer, 'Info'),
    id: matched(/\/ID \[<([0-9a-f]{32})>/, trailer),
  };
}

const LONGEST_TRAILER = 1_024;

/** The offsets of all objects by their numbers. */
function tableOf(text: string, tableAt: number): readonly number[] {
  const [head, count] = /^xref\n0 (\d{1,7})\n/.exec(text.slice(tableAt, tableAt + 32)) ?? [];
  if (head === undefined) throw new SealRefused('not-a-form');
  const start = tableAt + head.length;
  return Array.from({ length: Number(count) }, (_, i) => Number(text.slice(start + i * 20, start + i * 20 + 10)));
}

function objectAt(text: string, number: number, offset = NaN): PdfObject {
  const end = text.indexOf('\n>>\nendobj', offset);
  const head = `${number} 0 obj\n<<\n`;
  if (end < 0 || !text.startsWith(head, offset)) throw new SealRefused('not-a-form');
  return { number, entries: text.slice(offset + head.length, end) };
}

/** The number of the object that an entry points to, or its first one. */
const reference = (entries: string, name: string): number => Number(matched(new RegExp(`/${name} \\[?(\\d+) 0 R`), entries));

function matched(pattern: RegExp, text: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new SealRefused('not-a-form');
  return found;
}
