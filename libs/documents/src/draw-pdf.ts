import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { toMillis } from '@lienthong/calendar';
import PDFDocument from 'pdfkit';
import type { Composition } from './forms/composition';
import { FACES, fontFile } from './page/fonts';
import { frameOf } from './page/frame';
import { paginate } from './page/paginate';
import { lineHeight, Pen } from './page/pen';
import { setBlocks } from './page/set-blocks';
import { plain } from './page/text';

/**
 * Draws what was composed. Dates in the file are those of the form, and nothing is compressed, because compressors change with the
 * versions of Node.
 */
export async function drawPdf(composition: Composition): Promise<Uint8Array> {
  const document = newDocument(composition);
  const bytes = buffer(document);
  drawPages(composition, document);
  document.end();
  return new Uint8Array(await bytes);
}

function newDocument(composition: Composition): PDFKit.PDFDocument {
  const { paper, title, issuedAt } = composition;
  const document = new PDFDocument({
    size: [paper.width, paper.height],
    margin: 0,
    autoFirstPage: false,
    compress: false,
    pdfVersion: '1.7',
    lang: 'vi-VN',
    displayTitle: true,
    info: {
      // No word that somebody typed: pdfkit puts these into XML as they are.
      Title: title,
      // The file's id is made of these entries, and so of all that stands on the form.
      Keywords: `sha256:${createHash('sha256').update(JSON.stringify(composition)).digest('hex')}`,
      Creator: 'Lienthong',
      Producer: 'Lienthong',
      CreationDate: new Date(toMillis(issuedAt)),
    },
  });
  for (const face of FACES) document.registerFont(face, fontFile(face));
  return document;
}

function drawPages({ blocks, paper, foot }: Composition, document: PDFKit.PDFDocument): void {
  const pen = new Pen(document);
  const frame = frameOf(paper);
  const pages = paginate(setBlocks(blocks, frame, pen), frame.height);
  const size = paper.textSize * 0.8;
  for (const [i, atoms] of pages.entries()) {
    document.addPage();
    for (const [n, { atom, top }] of atoms.entries()) atom.draw(pen, paper.margin.top + top, n === atoms.length - 1);
    if (pages.length > 1) {
      const [line] = pen.lines(plain(`${foot} – Trang ${i + 1}/${pages.length}`), frame.width, size);
      if (line) pen.line(line, frame, paper.height - paper.margin.bottom + lineHeight(size) * 0.4, size, 'centre');
    }
  }
}
