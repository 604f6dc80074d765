import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { toMillis } from '@lienthong/calendar';
import PDFDocument from 'pdfkit';
import type { FormData } from './form-data';
import { compose } from './forms/compose';
import type { Composition } from './forms/composition';
import { FACES, fontFile } from './page/fonts';
import { frameOf } from './page/frame';
import { paginate } from './page/paginate';
import { lineHeight, Pen } from './page/pen';
import { setBlocks } from './page/set-blocks';
import { plain } from './page/text';

/**
 * Draws an official form as PDF, on A5 or A4. The same data give the same bytes, on every machine and at any time: dates are
 * the form's own, and nothing is compressed, because compressors change with the versions of Node.
 * @throws TrackingAddressTooLong no QR code can be made of it
 */
export async function renderForm(form: FormData): Promise<Uint8Array> {
  const composition = compose(form);
  const document = newDocument(form, composition);
  const bytes = buffer(document);
  drawPages(composition, document);
  document.end();
  return new Uint8Array(await bytes);
}

function newDocument({ form, office, issuedAt }: FormData, composition: Composition): PDFKit.PDFDocument {
  const { title, paper } = composition;
  const document = new PDFDocument({
    size: [paper.width, paper.height],
    margin: 0,
    autoFirstPage: false,
    compress: false,
    pdfVersion: '1.7',
    lang: 'vi-VN',
    displayTitle: true,
    info: {
      Title: `Mẫu số ${form} – ${title}`,
      Author: office.name,
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
    for (const { atom, top } of atoms) atom.draw(pen, paper.margin.top + top);
    if (pages.length > 1) {
      const [line] = pen.lines(plain(`${foot} – Trang ${i + 1}/${pages.length}`), frame.width, size);
      if (line) pen.line(line, frame, paper.height - paper.margin.bottom + lineHeight(size) * 0.4, size, 'centre');
    }
  }
}
