import type { Timekeeper } from '@lienthong/calendar';
import type { Installation } from '@lienthong/installation';
import { EmbeddedReadModels, SharedReadModels, type PatienceByAgency, type ReadModels } from '@lienthong/read-models';
import type { OpenedLog } from './open-log';
import { PostgresUnavailable } from './server-unavailable';

interface Surroundings {
  readonly installation: Pick<Installation, 'logFile' | 'readModelsFile'>;
  readonly patience: PatienceByAgency;
  readonly time: Timekeeper;
  readonly onTrouble: (reason: string) => void;
  /** Whether this engine may be the one that writes shared ones. */
  readonly writes: boolean;
}

/** The read models: in PostgreSQL where an address says so, else in a file beside the log. @throws PostgresUnavailable */
export async function openReadModels(url: string | undefined, { store, own }: OpenedLog, around: Surroundings): Promise<ReadModels> {
  const { installation, ...following } = around;
  if (url === undefined && own) {
    return EmbeddedReadModels.open({ logFile: installation.logFile, log: own, file: installation.readModelsFile, ...following });
  }
  try {
    return await SharedReadModels.open({ url: url ?? '', store, ...following });
  } catch (error) {
    throw new PostgresUnavailable('LIENTHONG_READ_MODELS_URL', url ?? '', error);
  }
}
