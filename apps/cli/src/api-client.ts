import type { Acted, CandidateView, CitedInVersions, ComparedVersion, DeadlinesView, DossierView, HistoryEntry } from '@lienthong/dossier';
import type { QuarantinedMessage } from '@lienthong/handoff';
import type {
  DossierFilter,
  DossierSummary,
  DueFilter,
  DueSummary,
  HandoffSummary,
  ReadModelsState,
  StatisticsReport,
} from '@lienthong/read-models';
import type { GroupedBy } from '@lienthong/statistics';
import type { SyncTrouble } from '@lienthong/status-sync';
import { EXIT, Failure } from './failure';
import type { Language } from './language';
import { failures } from './texts/failures';

interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly breaches?: readonly { readonly field: string; readonly message: { readonly vi: string; readonly en: string } }[];
}

/** What `GET /dossiers` is asked. */
export type DossierQuery = DossierFilter & { readonly limit?: string; readonly cursor?: string };

export interface DossierPage {
  readonly dossiers: readonly DossierSummary[];
  /** The cursor of the next page; absent on the last. */
  readonly next?: string;
}

/** What `GET /dossiers/due` is asked. */
export type DueQuery = DueFilter & { readonly limit?: string; readonly cursor?: string };

export interface DuePage {
  readonly due: readonly DueSummary[];
  /** The cursor of the next page; absent on the last. */
  readonly next?: string;
}

/** What `GET /statistics` is asked. */
export interface StatisticsQuery {
  readonly office?: string;
  readonly from?: string;
  readonly to?: string;
  readonly channel?: string;
  readonly bundle?: string;
  readonly by?: GroupedBy;
}

/** A file that a form cites. */
export type ListedAttachment = CitedInVersions & { readonly present: boolean; readonly size?: number };

/** An official form that a dossier has. */
export interface DocumentSummary {
  readonly name: string;
  readonly form: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly revision: number;
  readonly issuedAt: string;
  readonly procedure?: string;
}

/** What `GET /status-sync/troubles` answers. */
export interface StatusTroubles {
  readonly receivers: readonly string[];
  /** Whether the engine that was asked is the one that tells them. */
  readonly toldHere: boolean;
  readonly refused: number;
  readonly failing: number;
  readonly troubles: readonly (SyncTrouble & {
    readonly receiver: string;
    readonly meaning?: { readonly vi: string; readonly en: string };
  })[];
}

/** A status that portal or channel were told. */
export interface ToldMessage {
  readonly receiver: string;
  readonly number: number;
  readonly status: number;
  readonly sha256: string;
  readonly sentAt: string;
  readonly confirmedAt?: string;
  readonly body?: string;
}

/** The engine's API, as the command line uses it. */
export class ApiClient {
  constructor(
    readonly url: string,
    private readonly actor: string,
    private readonly language: Language,
  ) {}

  /** The same API for somebody else. */
  as(actor: string): ApiClient {
    return new ApiClient(this.url, actor, this.language);
  }

  submit(submission: unknown, idempotencyKey: string): Promise<{ readonly id: string; readonly quarantined?: string }> {
    return this.call('POST', '/dossiers', submission, { 'Idempotency-Key': idempotencyKey });
  }

  receive(id: string, idempotencyKey?: string): Promise<{ readonly bundle: string }> {
    return this.call('POST', `/dossiers/${encodeURIComponent(id)}/reception`, {}, keyed(idempotencyKey));
  }

  returnResults(id: string, idempotencyKey?: string): Promise<unknown> {
    return this.call('POST', `/dossiers/${encodeURIComponent(id)}/results/return`, {}, keyed(idempotencyKey));
  }

  /** Does something about a dossier. @param path what stands behind its address, such as `supplements` */
  act(id: string, path: string, body: object): Promise<Acted> {
    return this.call('POST', `/dossiers/${encodeURIComponent(id)}/${path}`, body);
  }

  /** The form in all its versions. @param diff with what each changed */
  async formVersions(id: string, diff: boolean): Promise<readonly ComparedVersion[]> {
    const { versions } = await this.call<{ versions: ComparedVersion[] }>(
      'GET',
      `/dossiers/${encodeURIComponent(id)}/form-versions${diff ? '?diff=true' : ''}`,
    );
    return versions;
  }

  /** @param at a moment (RFC 3339) or a revision: the dossier as it was then */
  dossier(id: string, at?: string): Promise<DossierView> {
    return this.call('GET', `/dossiers/${encodeURIComponent(id)}${queryOf({ at })}`);
  }

  /** Those that seem to be about the same matter. */
  async duplicates(id: string): Promise<readonly CandidateView[]> {
    const { candidates } = await this.call<{ candidates: CandidateView[] }>('GET', `/dossiers/${encodeURIComponent(id)}/duplicates`);
    return candidates;
  }

  deadlines(id: string): Promise<DeadlinesView> {
    return this.call('GET', `/dossiers/${encodeURIComponent(id)}/deadlines`);
  }

  requireVerification(id: string, procedure: string, reason: string): Promise<unknown> {
    return this.call('POST', `/dossiers/${encodeURIComponent(id)}/procedures/${encodeURIComponent(procedure)}/verification`, { reason });
  }

  apologise(id: string, apology: { cause: string; newDay: string; procedure?: string }): Promise<{ readonly apology: number }> {
    return this.call('POST', `/dossiers/${encodeURIComponent(id)}/apologies`, apology);
  }

  dossiers(query: DossierQuery): Promise<DossierPage> {
    return this.call('GET', `/dossiers${queryOf({ ...query })}`);
  }

  due(query: DueQuery): Promise<DuePage> {
    return this.call('GET', `/dossiers/due${queryOf({ ...query })}`);
  }

  statistics(query: StatisticsQuery): Promise<StatisticsReport> {
    return this.call('GET', `/statistics${queryOf({ ...query })}`);
  }

  /** The same for spreadsheets. */
  async statisticsCsv(query: StatisticsQuery): Promise<string> {
    const response = await this.ask('GET', `/statistics${queryOf({ ...query, format: 'csv' })}`);
    // `text()` would take the byte-order mark away.
    return Buffer.from(await response.arrayBuffer()).toString('utf8');
  }

  readModels(): Promise<ReadModelsState> {
    return this.call('GET', '/read-models');
  }

  async rebuildReadModels(): Promise<void> {
    await this.call('POST', '/read-models/rebuild', {});
  }

  async history(id: string, after = -1): Promise<readonly HistoryEntry[]> {
    const { events } = await this.call<{ events: HistoryEntry[] }>('GET', `/dossiers/${encodeURIComponent(id)}/events?after=${after}`);
    return events;
  }

  async handoffs(group: string): Promise<readonly HandoffSummary[]> {
    const { handoffs } = await this.call<{ handoffs: HandoffSummary[] }>('GET', `/handoffs?group=${group}`);
    return handoffs;
  }

  release(handoff: string, reason: string, idempotencyKey?: string): Promise<unknown> {
    return this.call('POST', `/handoffs/${encodeURIComponent(handoff)}/release`, { reason }, keyed(idempotencyKey));
  }

  statusTroubles(query: { readonly receiver?: string; readonly limit?: string }): Promise<StatusTroubles> {
    return this.call('GET', `/status-sync/troubles${queryOf({ ...query })}`);
  }

  releaseStatuses(dossier: string, receiver: string, reason: string): Promise<unknown> {
    return this.call('POST', `/status-sync/dossiers/${encodeURIComponent(dossier)}/release`, { receiver, reason });
  }

  async toldStatuses(dossier: string): Promise<readonly ToldMessage[]> {
    const path = `/status-sync/dossiers/${encodeURIComponent(dossier)}`;
    return (await this.call<{ messages: ToldMessage[] }>('GET', path)).messages;
  }

  async quarantine(): Promise<readonly QuarantinedMessage[]> {
    const { messages } = await this.call<{ messages: QuarantinedMessage[] }>('GET', '/quarantine');
    return messages;
  }

  async upload(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<{ readonly sha256: string }> {
    const response = await this.ask('POST', '/attachments', bytes, { 'Content-Type': type });
    return (await response.json()) as { sha256: string };
  }

  /** The files that the form cites, or that they are erased. */
  async attachments(id: string): Promise<readonly ListedAttachment[] | { readonly erased: true }> {
    const path = `/dossiers/${encodeURIComponent(id)}/attachments`;
    return (await this.call<{ attachments: readonly ListedAttachment[] | { erased: true } }>('GET', path)).attachments;
  }

  attachment(id: string, sha256: string): Promise<Uint8Array> {
    return this.file(`/dossiers/${encodeURIComponent(id)}/attachments/${encodeURIComponent(sha256)}`);
  }

  async documents(id: string, at?: string): Promise<readonly DocumentSummary[]> {
    const path = `/dossiers/${encodeURIComponent(id)}/documents${queryOf({ at })}`;
    return (await this.call<{ documents: DocumentSummary[] }>('GET', path)).documents;
  }

  /** An official form as PDF. */
  document(id: string, name: string, query: Readonly<Record<'at' | 'sealed', string | undefined>>): Promise<Uint8Array> {
    return this.file(`/dossiers/${encodeURIComponent(id)}/documents/${encodeURIComponent(name)}${queryOf(query)}`);
  }

  /** The register of an office as PDF. */
  register(office: string, query: Readonly<Record<'from' | 'to' | 'sealed', string | undefined>>): Promise<Uint8Array> {
    return this.file(`/offices/${encodeURIComponent(office)}/register${queryOf(query)}`);
  }

  private async file(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.ask('GET', path)).arrayBuffer());
  }

  private async call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const json = { 'Content-Type': 'application/json' };
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const response = await this.ask(method, path, sent, { ...(sent !== undefined && json), ...headers });
    return (await response.json()) as T;
  }

  private async ask(
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        'Lienthong-Actor': this.actor,
        'Accept-Language': this.language,
        ...headers,
      },
      ...(body !== undefined && { body }),
    }).catch((error: unknown) => {
      throw new Failure('no-engine', failures.noEngine(this.url), EXIT.notDone, {
        reason: error instanceof Error ? String(error.cause ?? error.message) : String(error),
      });
    });
    if (response.ok) return response;
    const answer: unknown = await response.json().catch(() => undefined);
    throw refused(answer as Problem | undefined, response.status, this.language);
  }
}

/** `?a=b`, of what is given. */
function queryOf(fields: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

const keyed = (idempotencyKey: string | undefined): Record<string, string> =>
  idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey };

function refused(problem: Problem | undefined, status: number, language: Language): Failure {
  if (!problem?.code) return new Failure('no-engine', failures.notAnEngine(status), EXIT.notDone);
  const { code, title, detail, breaches = [] } = problem;
  const lines = breaches.map(({ field, message }) => `  ${field || '/'}: ${message[language]}`);
  return new Failure(code, [`${title} (${code}). ${detail}`, ...lines].join('\n'), EXIT.notWell, { breaches });
}
