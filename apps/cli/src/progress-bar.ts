import type { Bilingual } from '@lienthong/bundle';
import { counted, megabytes, type Language } from './language';
import type { Settings } from './settings';

/** How far something has come that takes long. */
export interface Progress {
  update(done: number, total: number): void;
  /** Takes the bar away. */
  end(): void;
}

/** Where the bar is drawn, and the clock in milliseconds. */
export interface Screen {
  readonly stream: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };
  now(): number;
}

const REDRAW_MS = 100;
const CELLS = 16;
const ERASED_LINE = '\r\u001b[K';
const TERMINAL: Screen = { stream: process.stderr, now: () => performance.now() };

const LEFT: Readonly<Record<Language, (seconds: string) => string>> = {
  en: (seconds) => `${seconds} left`,
  vi: (seconds) => `còn ${seconds}`,
};

/** A bar on standard error, for people at a terminal only: never in a pipe, a file, or beside JSON. */
export function progressBar(
  { json, language }: Pick<Settings, 'json' | 'language'>,
  label: Bilingual,
  unit: 'count' | 'bytes',
  { stream, now }: Screen = TERMINAL,
): Progress {
  if (json || !stream.isTTY) return { update: () => undefined, end: () => undefined };
  let first: { readonly at: number; readonly done: number } | undefined;
  let drawnAt = -Infinity;
  return {
    update(done, total) {
      const at = now();
      first ??= { at, done };
      if (at - drawnAt < REDRAW_MS) return;
      drawnAt = at;
      const seconds = (at - first.at) / 1000;
      const line = barLine(label[language], Math.min(done, total), total, seconds > 0 ? (done - first.done) / seconds : 0, unit, language);
      stream.write(ERASED_LINE + line.slice(0, (stream.columns ?? 80) - 1));
    },
    end() {
      if (drawnAt > -Infinity) stream.write(ERASED_LINE);
    },
  };
}

/** `checking  █████████░░░░░░░   57%  2 s left  57,000 / 100,000  19,000/s`: what matters most stands where a narrow line still has it. */
function barLine(label: string, done: number, total: number, rate: number, unit: 'count' | 'bytes', language: Language): string {
  const share = total > 0 ? done / total : 1;
  const full = Math.floor(share * CELLS);
  const amount = (value: number): string => (unit === 'bytes' ? megabytes(value, language) : counted(Math.round(value), language));
  return [
    label,
    '█'.repeat(full) + '░'.repeat(CELLS - full),
    `${Math.floor(share * 100)}%`.padStart(4),
    ...(rate > 0 ? [LEFT[language](duration((total - done) / rate))] : []),
    `${amount(done)} / ${amount(total)}`,
    ...(rate > 0 ? [`${amount(rate)}/s`] : []),
  ].join('  ');
}

/** `42 s`, `3 min`, `2 h 05 min` */
function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
