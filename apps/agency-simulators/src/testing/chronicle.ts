import { randomUUID } from 'node:crypto';
import { streamOf } from '@lienthong/dossier';
import { instant, ManualTimekeeper, plusMillis } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import { encodeJson, Journal, MemoryEventStore, ownFact } from '@lienthong/event-store';
import { v7 as uuidv7 } from 'uuid';

/** A birth from the submission to the results, on whose way a supplement is asked for; without what no status follows from. */
function birthOf(dossier: DossierId): readonly (readonly [type: string, data: object])[] {
  const way = (procedure: string) => ({ procedure, handoff: `${dossier}.${procedure}` });
  const [birth, residence] = [way('birth-registration'), way('permanent-residence')];
  const word = { ...residence, standing: 'news', via: 'callback' };
  return [
    ['DossierSubmitted', { office: '26734', chosen: ['birth-registration', 'permanent-residence'], form: { erased: true } }],
    ['DossierReceived', { oneStopCode: 'H21.35.38-260921-0001' }],
    ['ProcedureStarted', birth],
    ['HandoffRequested', birth],
    ['HandoffAcknowledged', birth],
    ['ProcedureCompleted', birth],
    ['ProcedureStarted', residence],
    ['HandoffRequested', residence],
    ['AgencyStatusReported', { ...word, message: 'm-1', status: 'supplement-needed' }],
    ['SupplementRequested', { supplement: 1, by: 'agency', procedure: 'permanent-residence', message: 'm-1', fields: [] }],
    ['AgencyStatusReported', { ...word, message: 'm-2', status: 'in-process' }],
    ['ProcedureCompleted', residence],
    ['DossierCompleted', { outcome: 'completed' }],
    ['ResultsReturned', {}],
  ];
}

/** What the portal and the channel have at the end of it. */
export const TOLD = { portal: ['1', '2', '4', '5', '4', '9', '10'], channel: ['1', '3', '7', '4', '5'] } as const;

/** Dossiers as the log tells of them, written straight into it; time is moved by hand. */
export class Chronicle {
  readonly time = new ManualTimekeeper(instant('2026-10-26T03:15:00Z'));
  readonly journal = new Journal(new MemoryEventStore());

  /** A dossier of which so much has happened; all of it, unless told. */
  async dossier(events?: number): Promise<DossierId> {
    const dossier = uuidv7() as DossierId;
    await this.goOn(dossier, 0, events);
    return dossier;
  }

  /** The next events of a dossier. */
  async goOn(dossier: DossierId, from: number, to?: number): Promise<void> {
    for (const [type, data] of birthOf(dossier).slice(from, to)) {
      this.time.moveTo(plusMillis(this.time.now(), 1_000));
      const id = randomUUID();
      const metadata = ownFact(id, { at: this.time.now(), actor: { kind: 'system', id: 'saga' }, correlationId: dossier });
      await this.journal.add(streamOf(dossier), [{ id, type, data: encodeJson(data), metadata }]);
    }
  }
}
