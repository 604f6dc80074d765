import { createHash } from 'node:crypto';
import { toMillis, type Instant } from '@lienthong/calendar';
import type { PdfObject, PrintedFile } from './printed-file';

export interface Prepared {
  readonly bytes: Buffer;
  /** The bytes that the signature does not cover, because it stands there: `<`, hex digits, `>`. */
  readonly gap: { readonly from: number; readonly to: number };
}

/** Adds an empty signature of up to `room` bytes to a file (ISO 32000-1, 7.5.6 and 12.8). */
export function withSignatureField(pdf: Uint8Array, file: PrintedFile, about: { readonly at: Instant; readonly room: number }): Prepared {
  const [signature, field] = [file.nextObject, file.nextObject + 1];
  const objects = [
    { number: signature, entries: signatureEntries(about) },
    { number: field, entries: fieldEntries(signature, file.firstPage) },
    { number: file.firstPage.number, entries: `${file.firstPage.entries}\n/Annots [${field} 0 R]` },
    { number: file.catalog.number, entries: `${file.catalog.entries}\n/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>` },
  ];
  const text = appended(objects, pdf.length, file, about.at);
  const from = pdf.length + text.indexOf('/Contents <') + '/Contents '.length;
  const gap = { from, to: from + 2 + 2 * about.room };
  const covered = [0, gap.from, gap.to, pdf.length + text.length - gap.to];
  const range = `/ByteRange [${covered.join(' ')}]`.padEnd(EMPTY_RANGE.length);
  return { bytes: Buffer.concat([pdf, Buffer.from(text.replace(EMPTY_RANGE, range), 'latin1')]), gap };
}

const EMPTY_RANGE = `/ByteRange [${Array.from({ length: 4 }, () => '0'.repeat(10)).join(' ')}]`;

const signatureEntries = ({ at, room }: { readonly at: Instant; readonly room: number }): string =>
  [
    '/Type /Sig',
    '/Filter /Adobe.PPKLite',
    '/SubFilter /ETSI.CAdES.detached',
    EMPTY_RANGE,
    `/Contents <${'0'.repeat(2 * room)}>`,
    `/M (D:${new Date(toMillis(at)).toISOString().slice(0, 19).replace(/\D/g, '')}Z)`,
  ].join('\n');

// A field of no size; 132: it is printed, and its place is locked.
const fieldEntries = (signature: number, page: PdfObject): string =>
  [
    '/Type /Annot',
    '/Subtype /Widget',
    '/FT /Sig',
    '/T (seal)',
    '/F 132',
    '/Rect [0 0 0 0]',
    `/P ${page.number} 0 R`,
    `/V ${signature} 0 R`,
  ].join('\n');

/** Objects, the table that finds them, and a trailer that points back to the table before. */
function appended(objects: readonly PdfObject[], start: number, file: PrintedFile, at: Instant): string {
  let text = '';
  const table: { readonly number: number; readonly offset: number }[] = [];
  for (const { number, entries } of objects) {
    table.push({ number, offset: start + text.length });
    text += `${number} 0 obj\n<<\n${entries}\n>>\nendobj\n`;
  }
  const tableAt = start + text.length;
  const rows = table
    .sort((one, other) => one.number - other.number)
    .map(({ number, offset }) => `${number} 1\n${offset.toString().padStart(10, '0')} 00000 n \n`);
  const id = createHash('sha256').update(`${file.id} ${at}`).digest('hex').slice(0, 32);
  const trailer = [
    `/Size ${file.nextObject + 2}`,
    `/Root ${file.catalog.number} 0 R`,
    `/Info ${file.info} 0 R`,
    `/ID [<${file.id}> <${id}>]`,
    `/Prev ${file.tableAt}`,
  ];
  return `${text}xref\n${rows.join('')}trailer\n<<\n${trailer.join('\n')}\n>>\nstartxref\n${tableAt}\n%%EOF\n`;
}
