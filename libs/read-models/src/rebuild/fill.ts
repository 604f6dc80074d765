import type { EventStore } from '@lienthong/event-store';
import { openToFill, removeReadFile } from '../database/read-database';
import { directly } from '../database/write-access';
import { DossierProjection, type PatienceByAgency } from '../dossiers/dossier-projection';
import { Projector, type OnCommit } from '../projector';

/** Read models that are being made anew in a file of their own, while others are read. */
export interface Filling {
  /** Applies all that is stored by now. */
  catchUp(): Promise<void>;
  /** Closes the file, complete and on the disk. */
  complete(): Promise<void>;
  /** Closes the file as it is, to be thrown away. */
  abandon(): Promise<void>;
}

/** Begins to fill a file from the log's beginning. */
export function fill(store: EventStore, file: string, patience: PatienceByAgency, onCommit: OnCommit): Filling {
  const target = openToFill(file);
  const projection = new DossierProjection(store, patience);
  // Nobody waits for these commits: the more is written at once, the fewer rows are written twice.
  const projector = new Projector(store, directly(target.db), projection, { batch: Infinity });
  projector.onCommit(onCommit);
  let prepared = false;
  return {
    async catchUp() {
      await projector.catchUp();
      if (prepared) return;
      target.prepare();
      prepared = true;
      await projector.catchUp();
    },
    complete: () => target.complete(),
    abandon: () => target.abandon(),
  };
}

/** Where read models are made anew, beside those that are read. What a kill leaves there is thrown away. */
export const nextFileOf = (file: string): string => file.replace(/(\.db)?$/, '.next$1');

export const removeLeftovers = (file: string): void => removeReadFile(nextFileOf(file));
