import { DossierBusy, type CommandWatch } from '@lienthong/dossier';
import type { Metrics } from './metrics';

/** What may come of a command. */
type Outcome = 'done' | 'unchanged' | 'rejected' | 'busy' | 'failed';

/** Counts and times commands by their names, of which there are as many as in the domain, and by what came of them. */
export const observeCommands = ({ commands }: Pick<Metrics, 'commands'>): CommandWatch => ({
  begin(_, { type }) {
    const begun = performance.now();
    const observe = (outcome: Outcome): void => commands.observe({ command: type, outcome }, (performance.now() - begun) / 1000);
    return {
      follows: ({ parent }) => parent,
      end: (news) => observe(news ? 'done' : 'unchanged'),
      fail: (error, rejected) => observe(rejected ? 'rejected' : error instanceof DossierBusy ? 'busy' : 'failed'),
    };
  },
});
