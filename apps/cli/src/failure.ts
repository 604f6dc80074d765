/** The exit codes of all commands. */
export const EXIT = { well: 0, notWell: 1, notDone: 2 } as const;

/** Ends the command with a line for people, a code for programs, and an exit code. */
export class Failure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly exit: (typeof EXIT)[keyof typeof EXIT] = EXIT.notWell,
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
