import type { Breach, BundleRef } from '@lienthong/bundle';
import type { Position } from '@lienthong/event-store';
import { Command } from '@nestjs/cqrs';
import type { DossierId, QuarantineReason } from '../../domain';
import type { CommandContext } from '../dossiers';
import type { SubmitDossierDto } from './submit-dossier.dto';

/** The dossier as it was when it had just been submitted: the answer stays the same when the request is repeated later. */
export interface Submitted {
  readonly id: DossierId;
  readonly revision: number;
  readonly position: Position;
  /** Why no one-stop can receive it yet. */
  readonly quarantined?: QuarantineReason;
}

export class SubmitDossier extends Command<Submitted> {
  constructor(
    readonly submission: SubmitDossierDto,
    readonly context: CommandContext,
    /** Under the same key the same actor gets the same dossier. */
    readonly idempotencyKey?: string,
  ) {
    super();
  }
}

/** The form does not keep the bundle's schema, or the chosen procedures are none that it offers together. Nothing was stored. */
export class SubmissionInvalid extends Error {
  readonly code = 'submission-invalid';
  constructor(readonly breaches: readonly Breach[]) {
    super(`submission-invalid: ${breaches.map(({ field, rule }) => `${field} (${rule})`).join(', ')}`);
  }
}

/** No version of the bundle has this name. */
export class VersionUnknown extends Error {
  readonly code = 'version-unknown';
  readonly details: { readonly version: string; readonly inForce: BundleRef };
  constructor(version: string, inForce: BundleRef) {
    super(`there is no ${version}`);
    this.details = { version, inForce };
  }
}

/** The form was filled in for a version that is not in force any more, or not yet. */
export class VersionNotInForce extends Error {
  readonly code = 'version-not-in-force';
  readonly details: { readonly version: string; readonly inForce: BundleRef };
  constructor(version: string, inForce: BundleRef) {
    super(`${version} is not in force, ${inForce} is`);
    this.details = { version, inForce };
  }
}

/** No definition has this code, or none is in force today. */
export class BundleUnknown extends Error {
  readonly code = 'bundle-unknown';
  constructor(readonly bundle: string) {
    super(`no bundle ${bundle} is in force`);
  }
}
