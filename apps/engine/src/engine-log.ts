import type { Clock } from '@lienthong/calendar';
import { traceIdOf } from '@lienthong/dossier';
import { dossierOfHandoff, type HandoffId } from '@lienthong/dossier/domain';

/** `text`: a line for people. `json`: one object a line, for programs that collect them. */
export const LOG_FORMATS = ['text', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/** From what must be looked at to what is told of each command. Each says what those before it say, too. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a line is about, by ids: fields of their own where lines are objects. */
export interface LogAbout {
  readonly dossier?: string;
  readonly handoff?: string;
  readonly agency?: string;
  /** Id of the trace. */
  readonly trace?: string;
}

/** What the engine has to say while it runs; one line each, with ids and without personal data. */
export interface EngineLog {
  warn(message: string, about?: LogAbout): void;
  error(message: string, error: unknown, about?: LogAbout): void;
  /** Absent where nobody wants to know so much. */
  readonly debug?: ((message: string, about: LogAbout) => void) | undefined;
}

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
  level: LogLevel,
  clock: Clock,
  { out, err }: LogStreams = { out: process.stdout, err: process.stderr },
): ProgramLog {
  const wanted = new Set(LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(level) + 1));
  const lineOf = format === 'text' ? textLine : jsonLine;
  const say = (to: LogStreams['out'], line: Line): void => {
    if (wanted.has(line.level)) to.write(`${lineOf(line, clock)}\n`);
  };
  return {
    info: (message) => say(out, { level: 'info', message }),
    warn: (message, about) => say(err, { level: 'warn', message, about }),
    error: (message, error, about) => say(err, { level: 'error', message, error, about }),
    debug: wanted.has('debug') ? (message, about) => say(out, { level: 'debug', message, about }) : undefined,
  };
}

/** The ids of a handoff, and where it stands. */
export const aboutHandoff = (
  handoff: HandoffId,
  { agency, traceparent }: { readonly agency?: string; readonly traceparent?: string },
): LogAbout => ({
  dossier: dossierOfHandoff(handoff),
  handoff,
  ...(agency !== undefined && { agency }),
  ...(traceparent !== undefined && { trace: traceIdOf(traceparent) }),
});

interface Line {
  readonly level: LogLevel;
  readonly message: string;
  readonly error?: unknown;
  readonly about?: LogAbout | undefined;
}

const textLine = ({ message, error }: Line): string => `engine: ${message}${error === undefined ? '' : `: ${reasonOf(error)}`}`;

const jsonLine = ({ level, message, error, about }: Line, clock: Clock): string =>
  JSON.stringify({
    time: clock.now(),
    level,
    program: 'engine',
    message,
    ...about,
    ...(error !== undefined && { error: described(error) }),
  });

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The stack is for surprises: what has a code of ours is expected, and its message says what to do. */
function described(error: unknown): { readonly code?: string; readonly message: string; readonly stack?: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  if ('code' in error) return { code: String(error.code), message: error.message };
  return { message: error.message, ...(error.stack !== undefined && { stack: error.stack }) };
}
