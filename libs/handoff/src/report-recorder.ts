import type { AgencyCode } from '@lienthong/bundle';
import type { CommandContext, Dossiers } from '@lienthong/dossier';
import {
  dossierOfHandoff,
  findHandoff,
  parseHandoffId,
  type AgencyWord,
  type Dossier,
  type DossierId,
  type Handoff,
  type Sha256,
  isKnown,
} from '@lienthong/dossier/domain';
import type { AgencyReport } from './agency-gateway';
import { sha256, type MessageArchive } from './message-archive';
import type { Quarantine, QuarantineReason } from './quarantine';

/** How a report reached us, with the exact bytes. */
export interface Arrival {
  readonly via: 'callback' | 'poll' | 'answer';
  readonly body: Uint8Array;
  /** The question, where we asked. */
  readonly question?: Uint8Array;
  readonly signature?: Readonly<Record<string, string>>;
  /** W3C Trace Context of the request or question that brought it. */
  readonly trace?: string;
}

export type Recording =
  | { readonly outcome: 'recorded' | 'known-already'; readonly handoff: string }
  | { readonly outcome: 'quarantined'; readonly handoff: string; readonly reason: QuarantineReason };

/**
 * Takes over what an agency says of a handoff: into the dossier's stream, or into quarantine with a reason, never nowhere.
 * The same message again changes nothing.
 */
export class ReportRecorder {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly archive: MessageArchive,
    private readonly quarantine: Quarantine,
  ) {}

  async record(agency: AgencyCode, report: AgencyReport, arrival: Arrival): Promise<Recording> {
    const found = await this.find(agency, report);
    if ('reason' in found) return this.setAside(agency, report, arrival, found);
    const { dossier, handoff } = found;
    if (isKnown(handoff, report.message)) return { outcome: 'known-already', handoff: handoff.id };
    const fields = this.brokenFields(dossier, handoff, report);
    if (fields.length > 0)
      return this.setAside(agency, report, arrival, { reason: 'result-breaks-contract', fields, handoff, dossier: dossier.id });
    const { via, body, question, signature, trace } = arrival;
    const about = { handoff: handoff.id, ...(signature && { signature }) };
    const received = await this.archive.keep(dossier.id, { ...about, direction: 'received' }, body);
    const sent = question && (await this.archive.keep(dossier.id, { handoff: handoff.id, direction: 'sent' }, question));
    await this.append(agency, handoff, report, { via, received, ...(sent && { sent }) }, trace);
    return { outcome: 'recorded', handoff: handoff.id };
  }

  /** Into quarantine; and where the handoff is known, into its dossier too, so that a person has a task. */
  private async setAside(agency: AgencyCode, report: AgencyReport, { body, trace }: Arrival, why: Unusable): Promise<Recording> {
    const { reason, fields = [], handoff, dossier } = why;
    const { message } = report;
    const detail = fields.length > 0 && { detail: fields.join(', ') };
    await this.quarantine.keep({ agency, reason, body, message, handoff: report.handoff, ...detail, ...(dossier && { dossier }) });
    if (handoff && dossier) {
      const received = sha256(body);
      const command = { type: 'RecordQuarantinedReport', handoff: handoff.id, message, reason, fields, received } as const;
      const commandId = `${handoff.id}/${message}/${received}`;
      await this.dossiers.execute(dossier, command, { commandId, ...saidBy(agency, trace) });
    }
    return { outcome: 'quarantined', handoff: report.handoff, reason };
  }

  private async append(
    agency: AgencyCode,
    handoff: Handoff,
    report: AgencyReport,
    how: { readonly via: Arrival['via']; readonly received: Sha256; readonly sent?: Sha256 },
    trace: string | undefined,
  ): Promise<void> {
    await this.dossiers.execute(
      dossierOfHandoff(handoff.id),
      { type: 'RecordAgencyStatus', handoff: handoff.id, ...how, ...wordOf(report) },
      { commandId: `${handoff.id}/${report.message}/${how.received}`, ...saidBy(agency, trace) },
    );
  }

  private async find(agency: AgencyCode, report: AgencyReport): Promise<{ dossier: Dossier; handoff: Handoff } | Unusable> {
    const id = parseHandoffId(report.handoff);
    const dossier = id && (await this.dossiers.load(dossierOfHandoff(id)))?.dossier;
    if (!dossier) return { reason: 'unknown-dossier' };
    const handoff = findHandoff(dossier, id);
    if (!handoff) return { reason: 'unknown-handoff', dossier: dossier.id };
    return handoff.agency === agency ? { dossier, handoff } : { reason: 'wrong-agency', dossier: dossier.id };
  }

  /** The fields in which a result breaks the contract of its procedure; names only. */
  brokenFields(dossier: Dossier, handoff: Handoff, { status, result = {} }: AgencyReport): readonly string[] {
    if (status !== 'completed') return [];
    const procedure = this.dossiers.pinned(dossier).procedures.find(({ key }) => key === handoff.procedure);
    return procedure?.results.contract.check(result).map(({ field, rule }) => `${field || '/'} (${rule})`) ?? [];
  }
}

const saidBy = (agency: AgencyCode, trace: string | undefined): Pick<CommandContext, 'actor' | 'requestTrace'> => ({
  actor: { kind: 'agency', id: agency },
  ...(trace !== undefined && { requestTrace: trace }),
});

/** What is recorded of a report, whatever else the adapter may have put into it. */
export function wordOf({ message, status, reference, reportedAt, result, note }: AgencyReport): AgencyWord {
  return {
    message,
    status,
    ...(reference !== undefined && { reference }),
    ...(reportedAt !== undefined && { reportedAt }),
    ...(result !== undefined && { result }),
    ...(note !== undefined && { note }),
  };
}

/** Why a report cannot be taken over; with the dossier, where it is known, and the handoff, where it is one of this agency. */
interface Unusable {
  readonly reason: QuarantineReason;
  readonly fields?: readonly string[];
  readonly handoff?: Handoff;
  readonly dossier?: DossierId;
}
