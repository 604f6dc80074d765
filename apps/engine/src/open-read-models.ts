import type { Timekeeper } from '@lienthong/calendar';
import type { Installation } from '@lienthong/installation';
import { EmbeddedReadModels, SharedReadModels, type PatienceByAgency, type ReadModels } from '@lienthong/read-models';
import type { OpenedLog } from './open-log';
import { shownReadModels } from './servers-config';

/** The PostgreSQL that is configured cannot be used. */
export class ReadModelsUnavailable extends Error {
  readonly code = 'read-models-unavailable';
  constructor(url: string, reason: unknown) {
    const why = reason instanceof Error && reason.message !== '' ? reason.message : String(reason);
    super(`${shownReadModels(url)} (LIENTHONG_READ_MODELS_URL): ${why}`);
  }
}

interface Surroundings {
  readonly installation: Pick<Installation, 'logFile' | 'readModelsFile'>;
  readonly patience: PatienceByAgency;
  readonly time: Timekeeper;
  readonly onTrouble: (reason: string) => void;
}

/** The read models: in PostgreSQL where an address says so, else in a file beside the log. @throws ReadModelsUnavailable */
export async function openReadModels(url: string | undefined, { store, own }: OpenedLog, around: Surroundings): Promise<ReadModels> {
  const { installation, ...following } = around;
  if (url === undefined && own) {
    return EmbeddedReadModels.open({ logFile: installation.logFile, log: own, file: installation.readModelsFile, ...following });
  }
  try {
    return await SharedReadModels.open({ url: url ?? '', store, ...following });
  } catch (error) {
    throw new ReadModelsUnavailable(url ?? '', error);
  }
}
