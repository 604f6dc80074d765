import type { Bundle, Procedure } from './bundle';
import { edgesOf, layersOf, type Edge } from './graph-layers';
import { agenciesOfProcedure, forceInWords, limitsInWords } from './graph-words';

// Pixels. A box is wide enough for 28 characters of its title in a line.
const BOX = { width: 272, height: 112, across: 120, between: 28 };
const MARGIN = 32;
const LANE = 34;
/** A wide guess for one bold character of the heading: the reader's font is not known. */
const TITLE_CHARACTER = 11.5;
const FONT = "'Noto Sans', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

interface Place {
  readonly x: number;
  readonly y: number;
  readonly layer: number;
}

/** The bundle as a picture: layers from left to right, arrows from what is needed to what needs it. Complete in itself. */
export function svg(bundle: Bundle): string {
  const layers = layersOf(bundle);
  const rows = Math.max(...layers.map((layer) => layer.length));
  const width = 2 * MARGIN + Math.max(2, layers.length) * (BOX.width + BOX.across) - BOX.across;
  const title = wrapped(bundle.title.vi, Math.floor((width - 2 * MARGIN) / TITLE_CHARACTER));
  const edges = edgesOf(bundle);
  const layerOf = new Map<string, number>(layers.flatMap((layer, index) => layer.map(({ key }) => [key, index] as const)));
  const skipping = edges.filter(({ from, to }) => (layerOf.get(to) ?? 0) - (layerOf.get(from) ?? 0) > 1);
  const head = MARGIN + title.length * 26 + 48;
  const top = head + skipping.length * LANE;
  const tall = rows * (BOX.height + BOX.between) - BOX.between;
  const height = top + tall + MARGIN;

  const places = new Map<string, Place>(
    layers.flatMap((layer, index) => {
      const used = layer.length * (BOX.height + BOX.between) - BOX.between;
      return layer.map(({ key }, row) => {
        const y = top + (tall - used) / 2 + row * (BOX.height + BOX.between);
        return [key, { x: MARGIN + index * (BOX.width + BOX.across), y, layer: index }] as const;
      });
    }),
  );
  const arrows = edges.map((edge) => {
    const from = places.get(edge.from);
    const to = places.get(edge.to);
    if (!from || !to) return '';
    const lane = skipping.indexOf(edge);
    return lane < 0 ? straight(edge, from, to) : around(edge, from, to, head + lane * LANE + 6);
  });
  const boxes = bundle.procedures.map((procedure) => box(procedure, places.get(procedure.key)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" role="img">`,
    `<title>${escaped(`${bundle.ref} – ${bundle.title.en}`)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 1 9 5 0 9z" fill="#5b6472"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...title.map((line, index) => text(MARGIN, MARGIN + 18 + index * 26, line, 19, '#1b2430', 600)),
    text(MARGIN, MARGIN + 18 + title.length * 26 - 4, `${bundle.ref} · ${forceInWords(bundle).vi}`, 13, '#5b6472'),
    ...arrows,
    ...boxes,
    '</svg>',
    '',
  ].join('\n');
}

function box(procedure: Procedure, place: Place | undefined): string {
  if (!place) return '';
  const { title, gate } = procedure;
  const { x, y } = place;
  const colour = gate ? { fill: '#fdf3e3', line: '#b7791f' } : { fill: '#f3f6fa', line: '#8796a8' };
  const lines = wrapped(title.vi, 28).slice(0, 2);
  const facts = wrapped(`${agenciesOfProcedure(procedure).join(' | ')} · ${limitsInWords(procedure).vi}`, 40);
  const bottom = y + BOX.height;
  return [
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="8" fill="${colour.fill}" stroke="${colour.line}" stroke-width="${gate ? 2 : 1.25}"/>`,
    ...lines.map((line, index) => text(x + 14, y + 26 + index * 19, line, 15, '#1b2430', 600)),
    text(x + 14, y + 26 + (lines.length - 1) * 19 + 18, title.en, 12, '#5b6472'),
    ...facts.map((line, index) => text(x + 14, bottom - 14 - (facts.length - 1 - index) * 15, line, 12.5, '#30507a')),
  ].join('\n');
}

function straight(edge: Edge, from: Place, to: Place): string {
  const start = { x: from.x + BOX.width, y: from.y + BOX.height / 2 };
  const end = { x: to.x - 2, y: to.y + BOX.height / 2 };
  const middle = (start.x + end.x) / 2;
  const path = `M${start.x} ${start.y} C${middle} ${start.y} ${middle} ${end.y} ${end.x} ${end.y}`;
  // Beside the arrow's head, where no two arrows are near each other, and on the side from which the arrow does not come.
  return line(edge, path) + labelled(edge, end.x - 8, end.y > start.y ? end.y + 18 : end.y - 8, 'end');
}

/** An arrow that passes by a layer goes above the boxes, in a lane of its own. */
function around(edge: Edge, from: Place, to: Place, lane: number): string {
  const start = { x: from.x + BOX.width / 2, y: from.y };
  const end = { x: to.x + BOX.width / 2, y: to.y - 2 };
  const path = `M${start.x} ${start.y} V${lane + 8} Q${start.x} ${lane} ${start.x + 8} ${lane} H${end.x - 8} Q${end.x} ${lane} ${end.x} ${lane + 8} V${end.y}`;
  return line(edge, path) + labelled(edge, (start.x + end.x) / 2, lane - 6, 'middle');
}

const line = ({ need }: Edge, path: string): string =>
  `<path d="${path}" fill="none" stroke="#5b6472" stroke-width="1.5"${need.until === 'ended' ? ' stroke-dasharray="6 4"' : ''} marker-end="url(#arrow)"/>`;

/** One line for each half of a label in two languages, so that it fits between two boxes. */
function labelled({ label }: Edge, x: number, y: number, anchor: 'end' | 'middle'): string {
  if (label === '') return '';
  const lines = label.split(' / ');
  return lines
    .map(
      (part, index) =>
        `<text x="${x}" y="${y - (lines.length - 1 - index) * 14}" font-size="11" fill="#5b6472" text-anchor="${anchor}">${escaped(part)}</text>`,
    )
    .join('');
}

const text = (x: number, y: number, content: string, size: number, colour: string, weight = 400): string =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(content)}</text>`;

/** Breaks at spaces so that no line has more than `limit` characters, unless a single word has. */
function wrapped(content: string, limit: number): readonly string[] {
  return content.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > limit) return [...lines, word];
    return [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (content: string): string => content.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
