import { toMillis, type Instant } from '@lienthong/calendar';
import type { Point } from './backlog';
import { clock, TEXTS, type Language } from './texts';

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [960, 230, 64, 44, 36] as const;
const [INK, GREY, RED, BLUE] = ['#222', '#777', '#c0392b', '#1f6fb2'] as const;

/** The backlog and its oldest age over the day, one below the other, with the outage behind them. */
export function plot(points: readonly Point[], outage: { from: Instant; to: Instant }, title: string, language: Language): string {
  const texts = TEXTS[language];
  const minutes = points.map(({ at, oldestMs }) => ({ at, value: oldestMs / 60_000 }));
  const waiting = points.map(({ at, waiting: value }) => ({ at, value }));
  const charts = [
    chart(waiting, outage, { label: texts.waiting, colour: BLUE, y: 40 }),
    chart(minutes, outage, { label: texts.oldestMinutes, colour: RED, y: 40 + HEIGHT }),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${40 + 2 * HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="${LEFT}" y="26" font-size="17" fill="${INK}">${escaped(title)}</text>`,
    ...charts,
    '</svg>',
    '',
  ].join('\n');
}

interface Shown {
  readonly label: string;
  readonly colour: string;
  readonly y: number;
}

function chart(
  values: readonly { readonly at: Instant; readonly value: number }[],
  { from, to }: { from: Instant; to: Instant },
  { label, colour, y }: Shown,
): string {
  const [first, last] = [toMillis(values[0]?.at ?? from), toMillis(values.at(-1)?.at ?? to)];
  const top = niceTop(Math.max(1, ...values.map(({ value }) => value)));
  const height = HEIGHT - TOP - BOTTOM;
  const xOf = (at: number): number => round(LEFT + ((at - first) / Math.max(1, last - first)) * (WIDTH - LEFT - 24));
  const yOf = (value: number): number => round(y + TOP + height * (1 - value / top));
  const hour = 3_600_000;
  const every = Math.max(1, Math.ceil((last - first) / hour / 12)) * hour;
  const ticks = Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => first + i * every);
  const line = values.map(({ at, value }) => `${xOf(toMillis(at))},${yOf(value)}`).join(' ');
  const [begins, ends] = [xOf(toMillis(from)), xOf(toMillis(to))];
  return [
    `<rect x="${begins}" y="${y + TOP}" width="${round(ends - begins)}" height="${height}" fill="${RED}" opacity="0.12"/>`,
    ...[0, 0.5, 1].map((share) => {
      const at = yOf(share * top);
      return `<line x1="${LEFT}" x2="${WIDTH - 24}" y1="${at}" y2="${at}" stroke="#ddd"/><text x="${LEFT - 8}" y="${at + 4}" text-anchor="end" fill="${GREY}">${round(share * top)}</text>`;
    }),
    ...ticks.map((at) => `<text x="${xOf(at)}" y="${y + HEIGHT - 14}" text-anchor="middle" fill="${GREY}">${clock(at)}</text>`),
    `<text x="${LEFT}" y="${y + TOP - 12}" fill="${INK}">${escaped(label)}</text>`,
    `<polygon points="${xOf(first)},${yOf(0)} ${line} ${xOf(last)},${yOf(0)}" fill="${colour}" opacity="0.15"/>`,
    `<polyline points="${line}" fill="none" stroke="${colour}" stroke-width="2"/>`,
  ].join('\n');
}

/** The next of 1, 2, 5, 10, 20, 50 … that is not below. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
}

const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
