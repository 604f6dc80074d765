import type { Metadata } from '@lienthong/event-store';
import { Query } from '@nestjs/cqrs';
import type { DossierId } from '../../domain';

/** An event as it is shown. Personal fields are not opened here: they show as `sealed`, or `erased` once the key is gone. */
export interface HistoryEntry extends Omit<Metadata, 'previousHash'> {
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export class GetHistory extends Query<readonly HistoryEntry[]> {
  constructor(
    readonly id: DossierId,
    /** Only what came after this revision. */
    readonly after = -1,
  ) {
    super();
  }
}
