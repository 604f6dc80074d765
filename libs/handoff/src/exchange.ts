import { randomUUID } from 'node:crypto';
import { localDate, type Clock, type LocalDate } from '@lienthong/calendar';
import type { Dossiers, Execution } from '@lienthong/dossier';
import {
  dossierOfHandoff,
  findHandoff,
  handoffId,
  type Dossier,
  type Handoff,
  type HandoffCommand,
  type HandoffId,
  type Sha256,
} from '@lienthong/dossier/domain';
import type { Actor, Position } from '@lienthong/event-store';
import type { HandoffRequest, NoticeAbout } from './agency-gateway';
import type { MessageArchive } from './message-archive';

/** A handoff with the dossier that it belongs to. */
export interface Case {
  readonly dossier: Dossier;
  readonly handoff: Handoff;
  /** Where in the log the dossier's last event stands. */
  readonly position: Position;
  /** W3C Trace Context of the event that demanded the handoff. */
  readonly traceparent?: string;
}

/** What every step of a handoff needs: to find it, to say it to the agency, and to record what came of it. */
export class Exchange {
  constructor(
    readonly dossiers: Dossiers,
    readonly archive: MessageArchive,
    readonly clock: Clock,
    /** Where agencies reach us: `<base>/agencies/<agency>/messages`. */
    private readonly callbackBase: string,
  ) {}

  async find(id: HandoffId): Promise<Case | undefined> {
    const loaded = await this.dossiers.loadFor(id);
    const handoff = loaded && findHandoff(loaded.dossier, id);
    if (!loaded || !handoff) return undefined;
    const { dossier, position, traceparent } = loaded;
    return { dossier, handoff, position, ...(traceparent !== undefined && { traceparent }) };
  }

  /** The handoff as the adapters see it. Without a payload: only a question is asked, or it says no more than what it is about. */
  request({ dossier, handoff, traceparent }: Case, payload: HandoffRequest['payload'] = {}): HandoffRequest {
    const { id, procedure, requestedAt, reference, agency } = handoff;
    const about = aboutWhat(dossier, handoff);
    return {
      handoff: id,
      dossier: dossier.id,
      procedure,
      office: this.dossiers.offices.serving(dossier.office, this.today())?.code ?? dossier.office,
      payload,
      requestedAt,
      callbackUrl: `${this.callbackBase}/agencies/${agency}/messages`,
      ...(about && { about }),
      ...(reference !== undefined && { reference }),
      ...(traceparent !== undefined && { traceparent }),
    };
  }

  /** The day in Viet Nam: what an agency is sent is valid on it. */
  today(): LocalDate {
    return localDate(this.clock.now());
  }

  /** Keeps the exact bytes; what cites them is recorded once this has resolved. */
  keep({ id }: Handoff, direction: 'sent' | 'received', body: Uint8Array, first = false): Promise<Sha256> {
    return this.archive.keep(dossierOfHandoff(id), { handoff: id, direction }, body, first);
  }

  /**
   * Records what the engine did or found by itself.
   * @param check looks at the dossier as it is then, and may throw before anything is recorded
   */
  record(command: HandoffCommand, check?: (dossier: Dossier) => void): Promise<Execution> {
    return this.execute(command, { kind: 'system', id: 'exchange' }, check);
  }

  /** Records what the agency said. */
  recordFrom({ agency }: Handoff, command: HandoffCommand): Promise<Execution> {
    return this.execute(command, { kind: 'agency', id: agency });
  }

  private execute(command: HandoffCommand, actor: Actor, check?: (dossier: Dossier) => void): Promise<Execution> {
    return this.dossiers.execute(dossierOfHandoff(command.handoff), command, { commandId: randomUUID(), actor }, check);
  }
}

/** Of a notice: what it is about. */
function aboutWhat({ id, handoffs }: Dossier, { notice, procedure }: Handoff): NoticeAbout | undefined {
  if (!notice) return undefined;
  const reference = handoffs[procedure]?.reference;
  return { ...notice, handoff: handoffId(id, procedure), ...(reference !== undefined && { reference }) };
}
