import type { ChangeAnswer } from './ask';
import type { Played } from './played';
import { said } from './texts';

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [960, 400, 64, 92, 24, 40] as const;
const [INK, GREY, RED, BLUE] = ['#222', '#777', '#c0392b', '#1f6fb2'] as const;
const HOUR_MS = 3_600_000;

/** Which share of the dossiers had ended after so many hours of working time, before and after. */
export function plot(answer: ChangeAnswer, language: 'vi' | 'en'): string {
  const { before, after } = answer.played;
  const texts = said(language);
  const title = escaped(texts.title(answer));
  const most = Math.max(HOUR_MS, ...[...before, ...after].map(({ worked }) => worked));
  const every = Math.ceil(most / HOUR_MS / 12);
  const xOf = (millis: number): number => round(LEFT + (millis / most) * (WIDTH - LEFT - RIGHT));
  const yOf = (share: number): number => round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM));
  const line = (played: readonly Played[], colour: string): string =>
    `<polyline points="${steps(played, most)
      .map(([millis, share]) => `${xOf(millis)},${yOf(share)}`)
      .join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`;
  const key = (text: string, colour: string, x: number): string =>
    `<line x1="${x}" x2="${x + 24}" y1="46" y2="46" stroke="${colour}" stroke-width="2"/><text x="${x + 30}" y="50" fill="${INK}">${escaped(text)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<title>${title}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="${LEFT}" y="26" font-size="17" fill="${INK}">${title}</text>`,
    key(`${texts.before} (${answer.from.join(', ')})`, BLUE, LEFT),
    key(`${texts.after} (${answer.to})`, RED, LEFT + 360),
    `<text x="${LEFT}" y="${TOP - 14}" fill="${INK}">${escaped(texts.axis)}</text>`,
    ...[0, 0.5, 0.9, 1].map((share) => {
      const y = yOf(share);
      return `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" stroke="#ddd"/><text x="${LEFT - 8}" y="${y + 4}" text-anchor="end" fill="${GREY}">${share * 100}</text>`;
    }),
    ...Array.from({ length: Math.floor(most / HOUR_MS / every) + 1 }, (_, i) => i * every).map(
      (hour) => `<text x="${xOf(hour * HOUR_MS)}" y="${HEIGHT - 16}" text-anchor="middle" fill="${GREY}">${hour}</text>`,
    ),
    line(before, BLUE),
    line(after, RED),
    '</svg>',
    '',
  ].join('\n');
}

/** A step up for each dossier, and on to the right edge. */
function steps(played: readonly Played[], most: number): readonly (readonly [millis: number, share: number])[] {
  const sorted = played.map(({ worked }) => worked).sort((a, b) => a - b);
  const ups = sorted.flatMap((worked, i) => [[worked, i / sorted.length] as const, [worked, (i + 1) / sorted.length] as const]);
  return [[0, 0], ...ups, [most, 1]];
}

const round = (value: number): number => Math.round(value * 10) / 10;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
