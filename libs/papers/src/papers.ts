import { plusDays, startOfDay, type Clock, type Instant, type LocalDate } from '@lienthong/calendar';
import type { RegisterForm, RegisterRow } from '@lienthong/documents';
import { RevisionNotThere, type Dossiers, type RecordedEvent } from '@lienthong/dossier';
import { CommandRejected, type DossierId } from '@lienthong/dossier/domain';
import type { Actor } from '@lienthong/event-store';
import type { DossierSummary } from '@lienthong/read-models';
import { officerOf, oneStopOf } from './one-stop';
import type { Paper } from './paper';
import { papersOf } from './papers-of';
import type { Reference } from './reference';
import { OfficeNotServed, PaperNotThere, PeriodInvalid, RegisterTooLong } from './refusals';
import { registerRow } from './register-row';

/** More dossiers than this are no register that somebody could hold in his hands. */
const MOST_ROWS = 2_000;
const PAGE = 1_000;

/** Where it is looked up what an office received: any list of dossiers that has pages. */
export interface ReceivedDossiers {
  list(query: { readonly office: string; readonly submittedTo: Instant; readonly limit: number; readonly cursor?: string }): Promise<{
    readonly items: readonly Pick<DossierSummary, 'id' | 'receivedAt'>[];
    readonly next?: string;
  }>;
}

/** The official forms of dossiers and the registers of offices, out of what is recorded. */
export class Papers {
  constructor(
    private readonly dossiers: Pick<Dossiers, 'history'>,
    private readonly list: ReceivedDossiers,
    private readonly reference: Reference,
    private readonly clock: Clock,
  ) {}

  /**
   * The forms that a dossier has, in the order in which they were issued.
   *
   * @param upTo as of this revision
   * @throws CommandRejected `dossier-not-found`
   * @throws RevisionNotThere
   */
  async of(id: DossierId, upTo?: number): Promise<readonly Paper[]> {
    const history = await this.historyOf(id);
    const last = history.at(-1);
    if (!last) throw new CommandRejected('dossier-not-found', id);
    if (upTo !== undefined && upTo > last.revision) throw new RevisionNotThere(last.revision);
    return papersOf(id, history, this.reference, upTo);
  }

  /** One of them by its name, or by the form's number, if there is one of that form only. @throws PaperNotThere */
  async find(id: DossierId, name: string, upTo?: number): Promise<Paper> {
    const papers = await this.of(id, upTo);
    const ofForm = papers.filter(({ data }) => data.form === name);
    const paper = papers.find((each) => each.name === name) ?? (ofForm.length === 1 ? ofForm[0] : undefined);
    if (!paper)
      throw new PaperNotThere(
        name,
        papers.map((each) => each.name),
      );
    return paper;
  }

  /**
   * Form 07: the dossiers that an office received from the first day to the last, as they stand now, oldest first.
   *
   * @throws OfficeNotServed PeriodInvalid RegisterTooLong
   */
  async register(office: string, first: LocalDate, last: LocalDate, actor: Actor): Promise<RegisterForm> {
    if (!this.reference.workflows.offices.get(office)) throw new OfficeNotServed(office);
    if (last < first) throw new PeriodInvalid(first, last);
    const officer = officerOf(this.reference, actor, office);
    const [from, until] = [startOfDay(first), startOfDay(plusDays(last, 1))];
    return {
      form: '07',
      issuedAt: this.clock.now(),
      office: oneStopOf(this.reference, office),
      ...(officer && { officer }),
      from,
      until,
      rows: await this.rows(await this.receivedBy(office, from, until)),
    };
  }

  /** Received in the period; submitted they may have been long before it. */
  private async receivedBy(office: string, from: Instant, until: Instant): Promise<readonly DossierId[]> {
    const found: { readonly id: DossierId; readonly receivedAt: Instant }[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.list.list({ office, submittedTo: until, limit: PAGE, ...(cursor !== undefined && { cursor }) });
      for (const { id, receivedAt } of page.items) {
        if (receivedAt !== undefined && receivedAt >= from && receivedAt < until) found.push({ id, receivedAt });
      }
      if (found.length > MOST_ROWS) throw new RegisterTooLong(MOST_ROWS);
      cursor = page.next;
    } while (cursor !== undefined);
    return found.sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0)).map(({ id }) => id);
  }

  private async rows(ids: readonly DossierId[]): Promise<readonly RegisterRow[]> {
    const rows: RegisterRow[] = [];
    for (const id of ids) {
      const row = registerRow(id, await this.historyOf(id), this.reference);
      if (row) rows.push(row);
    }
    return rows;
  }

  private async historyOf(id: DossierId): Promise<readonly RecordedEvent[]> {
    const history: RecordedEvent[] = [];
    for await (const recorded of this.dossiers.history(id)) history.push(recorded);
    return history;
  }
}
