import { isDeepStrictEqual } from 'node:util';
import { replayDossier, verifyLog } from '@lienthong/audit';
import { instant, toMillis } from '@lienthong/calendar';
import { decode, type RecordedEvent } from '@lienthong/dossier';
import { nextStep, openPayments, openSupplements, timeByHolder, type Dossier, type DossierId } from '@lienthong/dossier/domain';
import { CommandRejected, handoffId } from '@lienthong/dossier/domain';
import { decodeJson, LogWriteFailed, OutcomeUnknown, RevisionConflict, type StoredEvent } from '@lienthong/event-store';
import { KeyWriteFailed } from '@lienthong/access';
import { DossierProjection } from '@lienthong/read-models';
import { channelStatuses, portalStatuses, type StatusSource } from '@lienthong/status-sync';
import { POLICY } from '../node';
import { CANARY, WORKFLOWS } from '../people/casebook';
import { KeptRows } from '../ports/kept-rows';
import type { Portal } from '../ports/portal';
import { ReadFailed } from '../ports/simulated-store';
import type { Broken, Town } from '../town';

/** What must be true of a world that has come to rest. */
export async function check(town: Town): Promise<readonly Broken[]> {
  const broken: Broken[] = [...town.broken];
  const breaks = (invariant: string, detail: string): void => void broken.push({ invariant, detail });
  const stored: StoredEvent[] = [];
  for await (const event of town.log.readAll()) stored.push(event);
  await chains(town, breaks);
  acknowledgedIsThere(town, stored, breaks);
  effectsOnce(town, breaks);
  askedOnceDoneOnce(town, breaks);
  await rowsAreTheFold(town, stored, breaks);
  nothingPersonal(town, stored, breaks);
  surprisesWereMade(town, breaks);
  const histories = historiesOf(town, stored);
  for (const [id, history] of histories) {
    const dossier = town.truth.dossiers.get(id);
    if (!dossier) continue;
    hasEnded(town, dossier, breaks);
    decidedByItsAgencies(town, dossier, breaks);
    decidesTheSame(town, id, history, breaks);
    timeAddsUp(town, dossier, history, breaks);
    isTold(town.portal, portalStatuses, id, history, breaks);
    isTold(town.channel, channelStatuses, id, history, breaks);
  }
  citedIsKept(stored, histories, breaks);
  return broken;
}

type Breaks = (invariant: string, detail: string) => void;

async function chains(town: Town, breaks: Breaks): Promise<void> {
  const { faults, unreadable } = await verifyLog(town.log);
  for (const { kind, stream, revision } of faults) breaks('chain', `${stream}: ${kind} at ${revision}`);
  if (unreadable) breaks('chain', unreadable.reason);
}

function acknowledgedIsThere({ acknowledged, truth }: Town, stored: readonly StoredEvent[], breaks: Breaks): void {
  for (const { dossier, commandId, types, revision } of acknowledged.commands) {
    const there = truth.types.get(dossier)?.slice(revision + 1 - types.length, revision + 1);
    if (!isDeepStrictEqual(there, types))
      breaks('acknowledged is there', `${commandId}: ${types.join(' ')} was acknowledged, the log has ${there?.join(' ') ?? 'nothing'}`);
  }
  const messages = new Set<string>();
  for (const { type, data } of stored) {
    if (!REPORTS.has(type)) continue;
    const { message } = decodeJson(data) as { message?: string };
    if (message !== undefined) messages.add(message);
  }
  for (const { message, outcome } of acknowledged.reports) {
    if (!messages.has(message)) breaks('acknowledged is there', `${message} was answered ${outcome}, and the log does not have it`);
  }
}

const REPORTS: ReadonlySet<string> = new Set(['AgencyStatusReported', 'AgencyReportQuarantined', 'MessageQuarantined']);

function effectsOnce({ agencies }: Town, breaks: Breaks): void {
  for (const { code, effects } of agencies.values()) {
    for (const [key, times] of effects) if (times !== 1) breaks('no effect twice', `${code} did ${key} ${times} times`);
  }
}

/** However often people had to ask, it was done once. */
function askedOnceDoneOnce({ acknowledged, truth }: Town, breaks: Breaks): void {
  for (const [command, event] of [
    ['RequestPayment', 'PaymentRequested'],
    ['CorrectDossier', 'DossierCorrected'],
  ] as const) {
    for (const [id, types] of truth.types) {
      const asked = [...acknowledged.asked.values()].filter(({ dossier, type }) => dossier === id && type === command).length;
      const done = types.filter((type) => type === event).length;
      if (done > asked) breaks('asked once, done once', `${id}: ${asked} times ${command}, ${done} times ${event}`);
    }
  }
}

/** Who has come to rest has ended, or what it waits for is there. */
function hasEnded({ world }: Town, dossier: Dossier, breaks: Breaks): void {
  const { id, phase, handoffs } = dossier;
  if (phase !== 'returned' && phase !== 'closed') breaks('ends', `${id} is ${phase}`);
  const open = Object.values(handoffs).filter((handoff) => nextStep(handoff, POLICY) !== undefined || handoff.stage.is === 'parked');
  for (const handoff of open) breaks('ends', `${handoff.id} is ${handoff.stage.is} at ${world.instant}`);
  if (openSupplements(dossier).length + openPayments(dossier).length > 0) breaks('ends', `${id} waits for its citizen`);
}

/** Each procedure ended as its agency decided, unless the dossier ended it before. */
function decidedByItsAgencies({ agencies }: Town, { id, procedures, handoffs }: Dossier, breaks: Breaks): void {
  for (const [key, { status }] of Object.entries(procedures)) {
    const handoff = handoffs[key];
    if (!handoff || handoff.cutOff || status === 'skipped') continue;
    const word = agencies.get(handoff.agency)?.finalWord(handoffId(id, handoff.procedure));
    if (word !== status) breaks('ends as its agency decided', `${handoff.id} is ${status}, ${handoff.agency} says ${word ?? 'nothing'}`);
  }
}

async function rowsAreTheFold({ nodes, log }: Town, stored: readonly StoredEvent[], breaks: Breaks): Promise<void> {
  const patience = Object.fromEntries(WORKFLOWS.agencies.map(({ code }) => [code, POLICY]));
  const projection = new DossierProjection(log, patience);
  const fold = new KeptRows();
  for (const event of stored) {
    if (event.stream.startsWith('dossier-')) await projection.apply(event);
  }
  const [last] = stored.slice(-1);
  if (!last) return;
  fold.commit(projection.takeChanges(), last.position);
  for (const { name, rows } of nodes) {
    for (const table of ['dossier', 'procedure', 'handoff', 'statistic', 'due', 'fingerprint'] as const) {
      const [kept, made] = [rows[table], fold[table]];
      if (kept.size !== made.size) breaks('rows are the fold', `${name} has ${kept.size} rows of ${table}, the log makes ${made.size}`);
      for (const [key, row] of made) {
        const other = kept.get(key);
        if (!isDeepStrictEqual(withoutPatience(other), withoutPatience(row))) breaks('rows are the fold', `${name}: ${table} ${key}`);
      }
    }
  }
}

/** What was put off is the engine's own patience, not in the log. */
const withoutPatience = (row: object | undefined): object => ({ ...row, due_at: 0, trouble: 0 });

function nothingPersonal({ nodes, surprises }: Town, stored: readonly StoredEvent[], breaks: Breaks): void {
  for (const { stream, revision, data, metadata } of stored) {
    for (const bytes of [data, metadata])
      if (Buffer.from(bytes).includes(CANARY)) breaks('nothing personal in the open', `${stream} ${revision}`);
  }
  for (const { name, rows } of nodes) {
    for (const table of [rows.dossier, rows.procedure, rows.handoff, rows.statistic, rows.fingerprint]) {
      for (const row of table.values())
        if (JSON.stringify(row).includes(CANARY)) breaks('nothing personal in the open', `a row of ${name}`);
    }
  }
  for (const { what, error } of surprises) {
    if (`${what} ${String(error)}`.includes(CANARY)) breaks('nothing personal in the open', `a line of the journal: ${what}`);
  }
}

/** Nothing surprised the engine but what was done to it. */
function surprisesWereMade({ surprises, faults }: Town, breaks: Breaks): void {
  const old = faults.struck.some(({ kind }) => kind === 'old-definitions');
  for (const { what, error } of surprises) {
    const made = [LogWriteFailed, OutcomeUnknown, RevisionConflict, ReadFailed, KeyWriteFailed, CommandRejected].some(
      (kind) => error instanceof kind,
    );
    const { code } = error as { code?: unknown };
    if (made || (old && code === 'definition-changed') || code === 'dossier-busy') continue;
    breaks('no surprise', `${what}: ${String(error)}`);
  }
}

function historiesOf({ keys }: Town, stored: readonly StoredEvent[]): Map<DossierId, RecordedEvent[]> {
  const histories = new Map<DossierId, RecordedEvent[]>();
  for (const event of stored) {
    if (!event.stream.startsWith('dossier-')) continue;
    const id = event.stream.slice('dossier-'.length) as DossierId;
    const history = histories.get(id) ?? [];
    history.push(decode(event, keys.find(id)));
    histories.set(id, history);
  }
  return histories;
}

function decidesTheSame({ cases: { workflows }, keys }: Town, id: DossierId, history: readonly RecordedEvent[], breaks: Breaks): void {
  const { verdict, differences } = replayDossier(id, history, (ref) => workflows.get(ref));
  // Whose key was erased cannot be read any more, and the audit says just that.
  if (verdict === 'erased' && keys.isErased(id)) return;
  if (verdict !== 'equal') breaks('decides the same again', `${id}: ${verdict} at revision ${differences[0]?.revision}`);
}

/** Where the clock only went forward: every moment from the submission to the end lies with somebody, once. */
function timeAddsUp({ world }: Town, { id, submittedAt }: Dossier, history: readonly RecordedEvent[], breaks: Breaks): void {
  const times = history.map(({ at }) => at);
  if (times.some((at, i) => i > 0 && at < (times[i - 1] ?? at))) return;
  const until = instant(Math.max(world.now, ...times.map(toMillis)));
  const end = history.findLast(({ event: { type } }) => ENDS.has(type))?.at ?? until;
  const held = Object.values(timeByHolder(id, history, until)).reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const whole = toMillis(end) - toMillis(submittedAt);
  if (held !== whole) breaks('time adds up', `${id}: ${held} ms lay with somebody, of ${whole}`);
}

const ENDS: ReadonlySet<string> = new Set(['ResultsReturned', 'DossierDeclined', 'WithdrawalRequested', 'DossierCompleted']);

function isTold(
  { target, told: all, complaints }: Portal,
  source: StatusSource,
  id: DossierId,
  history: readonly RecordedEvent[],
  breaks: Breaks,
): void {
  const invariant = `${target} is told all, in order`;
  const facts = history.map(({ event, at, metadata }) => ({ event, at, actor: metadata.actor, command: metadata.commandId }));
  const due = source.messages(id, facts).map(({ status }) => status);
  const told = all.get(id) ?? [];
  if (!isDeepStrictEqual(due, told)) breaks(invariant, `${id}: told ${told.join(' ')}, due ${due.join(' ')}`);
  for (const complaint of complaints) if (complaint.startsWith(id)) breaks(invariant, complaint);
}

/** The exact bytes of all that events cite are kept. */
function citedIsKept(stored: readonly StoredEvent[], histories: ReadonlyMap<DossierId, readonly RecordedEvent[]>, breaks: Breaks): void {
  const kept = new Set<string>();
  for (const { type, data } of stored) {
    if (type === 'MessageKept') kept.add((decodeJson(data) as { sha256: string }).sha256);
    if (type === 'MessageQuarantined') kept.add((decodeJson(data) as { received: string }).received);
  }
  for (const [id, history] of histories) {
    for (const { event, revision } of history) {
      const { sent, received } = event.data as { sent?: string; received?: string };
      for (const hash of [sent, received])
        if (hash !== undefined && !kept.has(hash)) breaks('cited bytes are kept', `${id} ${revision} ${event.type}`);
    }
  }
}
