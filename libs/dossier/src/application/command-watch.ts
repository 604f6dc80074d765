import type { Command, DossierId } from '../domain';

/** The port to what is told of commands while they are carried out: it measures them, and gives each its place in a trace. */
export interface CommandWatch {
  /** A command begins. What it says is not to be looked at, beyond its type and the handoff that it names. */
  begin(dossier: DossierId, command: Command): WatchedCommand;
}

export interface WatchedCommand {
  /**
   * Says where the command comes from, once that is known. A second time, after a conflict, changes nothing.
   * @returns what its events keep as their `traceparent`
   */
  follows(origin: TraceOrigin): string | undefined;
  /** It was carried out; `news`: and something was written. */
  end(news: boolean): void;
  /** It threw. Nothing is known to be written. */
  fail(error: unknown): void;
}

/** Each is a W3C Trace Context, version 00. */
export interface TraceOrigin {
  /** What the command continues. */
  readonly parent?: string;
  /** What it has to do with besides: the request that asked, where that is another trace than the dossier's. */
  readonly others: readonly string[];
}

/** Nobody watches. What was handed in is kept as it came. */
export const UNWATCHED: CommandWatch = {
  begin: () => ({ follows: ({ parent }) => parent, end: () => undefined, fail: () => undefined }),
};
