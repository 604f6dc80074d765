import { randomUUID } from 'node:crypto';
import { streamOf } from '@lienthong/dossier';
import { instant, ManualTimekeeper, plusMillis } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import { encodeJson, Journal, MemoryEventStore, ownFact } from '@lienthong/event-store';
import { v7 as uuidv7 } from 'uuid';

const birth = { procedure: 'birth-registration' };
const residence = { procedure: 'permanent-residence' };

/** A birth from the submission to the results, on whose way a supplement is asked for; without what no status follows from. */
const BIRTH: readonly (readonly [type: string, data: object])[] = [
  ['DossierSubmitted', { office: '26734', chosen: ['birth-registration', 'permanent-residence'], form: { erased: true } }],
  ['DossierReceived', { oneStopCode: 'H21.35.38-260921-0001' }],
  ['ProcedureStarted', birth],
  ['HandoffRequested', birth],
  ['HandoffAcknowledged', birth],
  ['ProcedureCompleted', birth],
  ['ProcedureStarted', residence],
  ['AgencyStatusReported', { ...residence, standing: 'news', status: 'supplement-needed' }],
  ['AgencyStatusReported', { ...residence, standing: 'news', status: 'in-process' }],
  ['ProcedureCompleted', residence],
  ['DossierCompleted', { outcome: 'completed' }],
  ['ResultsReturned', {}],
];

/** What the portal and the channel have at the end of it. */
export const TOLD = { portal: ['1', '2', '4', '5', '4', '9', '10'], channel: ['1', '3', '7', '4', '5'] } as const;

/** Dossiers as the log tells of them, written straight into it; time is moved by hand. */
export class Chronicle {
  readonly time = new ManualTimekeeper(instant('2026-10-26T03:15:00Z'));
  readonly journal = new Journal(new MemoryEventStore());

  /** A dossier of which so much has happened; all of it, unless told. */
  async dossier(events = BIRTH.length): Promise<DossierId> {
    const dossier = uuidv7() as DossierId;
    await this.goOn(dossier, 0, events);
    return dossier;
  }

  /** The next events of a dossier. */
  async goOn(dossier: DossierId, from: number, to = BIRTH.length): Promise<void> {
    for (const [type, data] of BIRTH.slice(from, to)) {
      this.time.moveTo(plusMillis(this.time.now(), 1_000));
      const id = randomUUID();
      const metadata = ownFact(id, { at: this.time.now(), actor: { kind: 'system', id: 'saga' }, correlationId: dossier });
      await this.journal.add(streamOf(dossier), [{ id, type, data: encodeJson(data), metadata }]);
    }
  }
}
