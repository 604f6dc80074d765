import type { AgencyCode } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { DueTimer } from '@lienthong/dossier';
import type { DossierId, HandoffId, Step } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import type { DueHandoff } from '@lienthong/handoff';
import type { ChangedRows, HandoffRow, ReadTables } from '@lienthong/read-models';

type Tables = Omit<ReadTables, 'checkpoint'>;

/** The read models' tables of one engine, as they lie on its disk: rows and checkpoint change together, and outlive the process. */
export class KeptRows {
  position: Position | undefined;
  readonly dossier = new Map<string, Tables['dossier']>();
  readonly procedure = new Map<string, Tables['procedure']>();
  readonly handoff = new Map<string, HandoffRow>();
  readonly statistic = new Map<string, Tables['statistic']>();
  readonly due = new Map<string, Tables['due']>();
  readonly fingerprint = new Map<string, Tables['fingerprint']>();

  commit(changed: ChangedRows, position: Position): void {
    for (const row of changed.dossiers) this.dossier.set(row.id, row);
    for (const row of changed.procedures) this.procedure.set(`${row.dossier} ${row.procedure}`, row);
    for (const row of changed.handoffs) this.handoff.set(row.id, row);
    for (const row of changed.statistics) this.statistic.set(row.dossier, row);
    for (const row of changed.due) this.due.set(`${row.dossier} ${row.of}`, row);
    for (const { dossier, of } of changed.noLongerDue) this.due.delete(`${dossier} ${of}`);
    for (const row of changed.fingerprints) this.fingerprint.set(`${row.dossier} ${row.mark}`, row);
    for (const { dossier, mark } of changed.unmarked) this.fingerprint.delete(`${dossier} ${mark}`);
    this.position = position;
  }

  postpone(handoffs: readonly HandoffId[], until: Instant, trouble: string | undefined): void {
    for (const id of handoffs) {
      const row = this.handoff.get(id);
      if (row && row.due_at !== null) this.handoff.set(id, { ...row, due_at: until, trouble: trouble ?? null });
    }
  }

  dueHandoffs(agency: AgencyCode, now: Instant, limit: number): readonly DueHandoff[] {
    const due: DueHandoff[] = [];
    for (const row of this.handoff.values()) {
      if (row.agency !== agency || row.due_at === null || row.step === null || row.due_at > now) continue;
      due.push({ handoff: row.id as HandoffId, agency, step: row.step as Step, dueAt: row.due_at as Instant });
    }
    return due.sort((one, other) => compare([one.dueAt, one.handoff], [other.dueAt, other.handoff])).slice(0, limit);
  }

  nextHandoffAfter(agency: AgencyCode, now: Instant): Instant | undefined {
    let next: string | undefined;
    for (const row of this.handoff.values()) {
      if (row.agency === agency && row.due_at !== null && row.due_at > now && (next === undefined || row.due_at < next)) next = row.due_at;
    }
    return next as Instant | undefined;
  }

  dueTimers(now: Instant, limit: number, after?: DueTimer): readonly DueTimer[] {
    const due: DueTimer[] = [];
    for (const { id, timer_at } of this.dossier.values()) {
      if (timer_at === null || timer_at > now) continue;
      if (after && compare([timer_at, id], [after.at, after.dossier]) <= 0) continue;
      due.push({ dossier: id as DossierId, at: timer_at as Instant });
    }
    return due.sort((one, other) => compare([one.at, one.dossier], [other.at, other.dossier])).slice(0, limit);
  }

  nextTimerAfter(now: Instant): Instant | undefined {
    let next: string | undefined;
    for (const { timer_at } of this.dossier.values()) {
      if (timer_at !== null && timer_at > now && (next === undefined || timer_at < next)) next = timer_at;
    }
    return next as Instant | undefined;
  }

  /** The next moment that an engine has something to do at by itself; one that has passed is waited for no more. */
  nextDueAfter(now: Instant): Instant | undefined {
    let next = this.nextTimerAfter(now);
    for (const { due_at } of this.handoff.values()) {
      if (due_at !== null && due_at > now && (next === undefined || due_at < next)) next = due_at as Instant;
    }
    return next;
  }
}

const compare = (one: readonly [string, string], other: readonly [string, string]): number =>
  one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : one[1] < other[1] ? -1 : one[1] > other[1] ? 1 : 0;
