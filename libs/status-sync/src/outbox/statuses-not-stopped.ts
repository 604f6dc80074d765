import type { DossierId } from '@lienthong/dossier/domain';

/** The statuses of the dossier do not stand still for a person: there is nothing to release. */
export class StatusesNotStopped extends Error {
  readonly code = 'statuses-not-stopped';
  constructor(dossier: DossierId) {
    super(`the statuses of ${dossier} do not wait for a person`);
  }
}
