import type { Command, DossierEvent, DossierId } from '@lienthong/dossier/domain';
import type { Recording } from '@lienthong/handoff';

/** What the engines said was done. From then on it must be in the log. */
export class Acknowledged {
  /** What people asked for, by command id; asked again under the same id it is the same. */
  readonly asked = new Map<string, { readonly dossier: DossierId; readonly type: Command['type'] }>();
  readonly commands: {
    readonly dossier: DossierId;
    readonly commandId: string;
    readonly types: readonly string[];
    /** Of the last event. */
    readonly revision: number;
  }[] = [];
  readonly reports: { readonly handoff: string; readonly message: string; readonly outcome: Recording['outcome'] }[] = [];

  command(dossier: DossierId, commandId: string, events: readonly DossierEvent[], revision: number): void {
    if (events.length > 0) this.commands.push({ dossier, commandId, types: events.map(({ type }) => type), revision });
  }

  report(message: string, { handoff, outcome }: Recording): void {
    this.reports.push({ handoff, message, outcome });
  }
}
