import type { AgencyCode } from '@lienthong/bundle';
import type { Dossiers } from '@lienthong/dossier';
import { dossierOfHandoff, parseHandoffId, type Dossier, type Handoff, type Sha256 } from '@lienthong/dossier/domain';
import type { AgencyReport } from './agency-gateway';
import type { MessageArchive } from './message-archive';
import type { Quarantine, QuarantineReason } from './quarantine';

/** How a report reached us, with the exact bytes. */
export interface Arrival {
  readonly via: 'callback' | 'poll';
  readonly body: Uint8Array;
  /** The question, where we asked. */
  readonly question?: Uint8Array;
  readonly signature?: Readonly<Record<string, string>>;
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
    if ('reason' in found) {
      await this.quarantine.keep({ agency, reason: found.reason, key: `${report.handoff}/${report.message}`, body: arrival.body });
      return { outcome: 'quarantined', handoff: report.handoff, reason: found.reason };
    }
    const { dossier, handoff } = found;
    if (handoff.messages.includes(report.message)) return { outcome: 'known-already', handoff: handoff.id };
    const received = await this.archive.keep(dossier.id, handoff.id, 'received', arrival.body, arrival.signature);
    const sent = arrival.question && (await this.archive.keep(dossier.id, handoff.id, 'sent', arrival.question));
    await this.append(agency, handoff, report, { via: arrival.via, received, ...(sent && { sent }) });
    return { outcome: 'recorded', handoff: handoff.id };
  }

  private async append(
    agency: AgencyCode,
    handoff: Handoff,
    report: AgencyReport,
    how: { readonly via: Arrival['via']; readonly received: Sha256; readonly sent?: Sha256 },
  ): Promise<void> {
    const { message, status, reference, reportedAt, result, note } = report;
    await this.dossiers.execute(
      dossierOfHandoff(handoff.id),
      {
        type: 'RecordAgencyStatus',
        handoff: handoff.id,
        message,
        status,
        ...how,
        ...(reference !== undefined && { reference }),
        ...(reportedAt !== undefined && { reportedAt }),
        ...(result !== undefined && { result }),
        ...(note !== undefined && { note }),
      },
      { commandId: `${handoff.id}/${message}`, actor: { kind: 'agency', id: agency } },
    );
  }

  private async find(
    agency: AgencyCode,
    report: AgencyReport,
  ): Promise<{ dossier: Dossier; handoff: Handoff } | { reason: QuarantineReason }> {
    const id = parseHandoffId(report.handoff);
    const dossier = id && (await this.dossiers.load(dossierOfHandoff(id)))?.dossier;
    if (!dossier) return { reason: 'unknown-dossier' };
    const handoff = dossier.handoffs[id];
    if (!handoff) return { reason: 'unknown-handoff' };
    if (handoff.agency !== agency) return { reason: 'wrong-agency' };
    return this.keepsContract(dossier, handoff, report) ? { dossier, handoff } : { reason: 'result-breaks-contract' };
  }

  private keepsContract(dossier: Dossier, handoff: Handoff, report: AgencyReport): boolean {
    if (report.status !== 'completed') return true;
    const procedure = this.dossiers.pinned(dossier).procedures.find(({ key }) => key === handoff.procedure);
    return procedure?.results.contract.check(report.result ?? {}).length === 0;
  }
}
