import { traceIdOf, type CommandWatch, type TraceOrigin } from '@lienthong/dossier';
import type { EngineLog } from './engine-log';

/** Says of each command what came of it; what it said, and what an error says, it does not. */
export const logCommands = (debug: NonNullable<EngineLog['debug']>): CommandWatch => ({
  begin(dossier, command) {
    let trace: string | undefined;
    const say = (outcome: string): void =>
      debug(`${command.type}: ${outcome}`, {
        dossier,
        ...('handoff' in command && { handoff: command.handoff }),
        ...(trace !== undefined && { trace }),
      });
    return {
      follows: ({ parent }: TraceOrigin) => {
        trace = parent === undefined ? undefined : traceIdOf(parent);
        return parent;
      },
      end: (news) => say(news ? 'done' : 'unchanged'),
      fail: (_, rejected) => say(rejected ? 'rejected' : 'failed'),
    };
  },
});
