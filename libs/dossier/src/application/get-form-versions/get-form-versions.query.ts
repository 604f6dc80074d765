import { Query } from '@nestjs/cqrs';
import type { DossierId } from '../../domain';
import type { ComparedVersion } from './form-versions';

export class GetFormVersions extends Query<readonly ComparedVersion[]> {
  constructor(
    readonly id: DossierId,
    /** Each with what it changed. */
    readonly compare: boolean,
  ) {
    super();
  }
}
