import type { Clock } from '@lienthong/calendar';
import type { EngineLog } from './engine';

/** `text`: a line for people. `json`: one object a line, for programs that collect them. */
export const LOG_FORMATS = ['text', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/** Where lines go; warnings and errors to standard error, the rest to standard output. */
export interface LogStreams {
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown };
}

export interface ProgramLog extends EngineLog {
  info(message: string): void;
}

/** What the engine says while it runs: ids, codes and reasons, never what a form or a message says. */
export function engineLog(
  format: LogFormat,
  clock: Clock,
  { out, err }: LogStreams = { out: process.stdout, err: process.stderr },
): ProgramLog {
  const line =
    format === 'text'
      ? (_: Level, message: string, error?: unknown) => `engine: ${message}${error === undefined ? '' : `: ${reasonOf(error)}`}\n`
      : (level: Level, message: string, error?: unknown) =>
          `${JSON.stringify({ time: clock.now(), level, program: 'engine', message, ...(error !== undefined && { error: described(error) }) })}\n`;
  return {
    info: (message) => void out.write(line('info', message)),
    warn: (message) => void err.write(line('warn', message)),
    error: (message, error) => void err.write(line('error', message, error)),
  };
}

type Level = 'info' | 'warn' | 'error';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The stack is for surprises: what has a code of ours is expected, and its message says what to do. */
function described(error: unknown): { readonly code?: string; readonly message: string; readonly stack?: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  if ('code' in error) return { code: String(error.code), message: error.message };
  return { message: error.message, ...(error.stack !== undefined && { stack: error.stack }) };
}
