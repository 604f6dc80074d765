import type { Bilingual } from '@lienthong/bundle';
import type { Language } from './language';

/** The exit codes of all commands. */
export const EXIT = { well: 0, notWell: 1, notDone: 2 } as const;

/** Ends the command with a line for people, a code for programs, and an exit code. */
export class Failure extends Error {
  private readonly text: Bilingual;

  /** @param text in one language only where it comes so from elsewhere */
  constructor(
    readonly code: string,
    text: Bilingual | string,
    readonly exit: (typeof EXIT)[keyof typeof EXIT] = EXIT.notWell,
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(typeof text === 'string' ? text : text.en);
    this.text = typeof text === 'string' ? { en: text, vi: text } : text;
  }

  in(language: Language): string {
    return this.text[language];
  }
}

/** What was thrown, in words. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
