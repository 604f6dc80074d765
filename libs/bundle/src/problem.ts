import type { Bilingual } from './bundle';
import { PROBLEMS, type Entry, type ProblemCode } from './problem-catalogue';

export type { ProblemCode };

/** Something in `workflows/` that a person has to put right, said so that a lawyer with an editor can do it. */
export interface Problem {
  /** Path below the workflows directory. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column?: number;
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  readonly message: Bilingual;
  readonly cure: Bilingual;
}

export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** A problem at a place. `details` fill the catalogue's text; a detail that is not given is left out of it. */
export function problem(where: Position, code: ProblemCode, details: Readonly<Record<string, string | undefined>> = {}): Problem {
  const { severity, text }: Entry = PROBLEMS[code];
  const { file, line, column } = where;
  return {
    file,
    line,
    ...(column === undefined ? {} : { column }),
    severity: severity ?? 'error',
    code,
    ...text((name) => details[name] ?? ''),
  };
}

/** Loading was refused. `problems` holds all of them, not the first. */
export class WorkflowsError extends Error {
  readonly code = 'workflows-invalid';

  constructor(readonly problems: readonly Problem[]) {
    super(['The workflows cannot be loaded:', ...problems.map((each) => problemLine(each))].join('\n'));
    this.name = 'WorkflowsError';
  }
}

/** One problem as one line of a terminal: `birth/2024-07-01.yaml:12:5 error cycle: … – …`. */
export function problemLine({ file, line, column, severity, code, message, cure }: Problem, language: 'vi' | 'en' = 'en'): string {
  const place = column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
  return `${place} ${severity} ${code}: ${message[language]} – ${cure[language]}`;
}
