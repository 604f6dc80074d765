import { CommandRejected, type Command, type DossierId } from '../domain';
import type { Check, Execution } from './dossiers';

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
  /** It threw. `rejected`: the dossier as it stands, or who looked at it first, did not allow it; otherwise something broke. */
  fail(error: unknown, rejected: boolean): void;
}

/** Each is a W3C Trace Context, version 00. */
export interface TraceOrigin {
  /** What the command continues. */
  readonly parent?: string;
  /** What it has to do with besides: the request that asked, where that is another trace than the dossier's. */
  readonly others: readonly string[];
}

/** Several watch. What one says is kept with the events is told to the next, and the last one decides. */
export const watchedBy = ([only, ...others]: readonly [CommandWatch, ...CommandWatch[]]): CommandWatch =>
  others.length === 0 ? only : severally([only, ...others]);

const severally = (watches: readonly CommandWatch[]): CommandWatch => ({
  begin(dossier, command) {
    const all = watches.map((watch) => watch.begin(dossier, command));
    return {
      follows: ({ others, parent: first }) => {
        let parent = first;
        for (const each of all) parent = each.follows({ others, ...(parent !== undefined && { parent }) });
        return parent;
      },
      end: (news) => {
        for (const each of all) each.end(news);
      },
      fail: (error, rejected) => {
        for (const each of all) each.fail(error, rejected);
      },
    };
  },
});

/** Nobody watches. What was handed in is kept as it came. */
export const UNWATCHED: CommandWatch = {
  begin: () => ({ follows: ({ parent }) => parent, end: () => undefined, fail: () => undefined }),
};

/** Carries a command out, and tells what came of it. What `check` refuses is rejected like what the dossier does not allow. */
export async function underWatch(
  watched: WatchedCommand,
  check: Check | undefined,
  carryOut: (check: Check) => Promise<Execution>,
): Promise<Execution> {
  let refusal: unknown;
  try {
    const execution = await carryOut(async (...dossier) => {
      try {
        await check?.(...dossier);
      } catch (error) {
        refusal = error;
        throw error;
      }
    });
    watched.end(execution.events.length > 0);
    return execution;
  } catch (error) {
    watched.fail(error, error === refusal || error instanceof CommandRejected);
    throw error;
  }
}
