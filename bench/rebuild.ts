import { join } from 'node:path';
import type { Installation } from '@lienthong/installation';
import { rebuildReadModels, type PatienceByAgency } from '@lienthong/read-models';
import { figure, type Figures } from './report';
import { residentMB, stopwatch } from './stopwatch';

/** Makes the read models anew from the whole log, beside those that are there. */
export async function rebuild({ logFile, dataDir }: Installation, patience: PatienceByAgency, events: number): Promise<Figures> {
  const taken = stopwatch();
  await rebuildReadModels(logFile, join(dataDir, 'rebuilt.db'), patience, () => undefined);
  const { seconds, cpu } = taken();
  return [
    figure('events read and projected', events / seconds, 'events/s'),
    figure('CPU of an event', (cpu * 1e6) / events, 'µs'),
    figure('resident', residentMB(), 'MB'),
  ];
}
