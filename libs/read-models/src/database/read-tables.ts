/** The read models' tables. All of it is derived from the log and can be thrown away; none of it is personal. */
export interface ReadTables {
  checkpoint: CheckpointRow;
  dossier: DossierRow;
  procedure: ProcedureRow;
  handoff: HandoffRow;
  statistic: StatisticRow;
  due: DueRow;
  fingerprint: FingerprintRow;
}

export interface CheckpointRow {
  projection: string;
  position: string;
}

export interface DossierRow {
  id: string;
  code: string;
  /** The version that was pinned at reception. */
  bundle: string | null;
  phase: string;
  outcome: string | null;
  channel: string;
  office: string;
  delivery: string;
  submitted_at: string;
  received_at: string | null;
  /** When the last of its procedures ended. */
  ended_at: string | null;
  linked_number: string | null;
  one_stop_code: string | null;
  revision: number;
  /** `task`, `handoff`, `late-result` or `nothing`. */
  waits_for: string;
  /** What a person has to do, the most pressing first. */
  task: string | null;
  /** How many of its handoffs are parked. */
  parked: number;
  /** How many messages contradict an agency's own final word. */
  contradictions: number;
  /** When time alone changes something next. */
  timer_at: string | null;
}

export interface ProcedureRow {
  dossier: string;
  procedure: string;
  /** Known once it is handed over. */
  agency: string | null;
  status: string;
  since: string;
  /** Why it was skipped, and because of which procedure. */
  why: string | null;
  because: string | null;
}

export interface HandoffRow {
  id: string;
  dossier: string;
  procedure: string;
  agency: string;
  stage: string;
  /** Who has the next move, see `HandoffGroup`. */
  standing: string;
  /** 1: not done yet, a late result may still come. */
  open: number;
  cause: string | null;
  failure: string | null;
  /** Why the next step could not be done; kept here only. */
  trouble: string | null;
  attempts: number;
  requested_at: string;
  since: string;
  reference: string | null;
  /** What the engine does next, and when. */
  step: string | null;
  due_at: string | null;
}

/** What a dossier adds to the statistics, see `Contribution`. */
export interface StatisticRow {
  dossier: string;
  office: string;
  channel: string;
  bundle: string;
  day: string;
  received: number;
  ended_at: string | null;
  in_time_until: string | null;
  supplements: number;
  refused: number;
  /** Milliseconds by holder up to `since_ms`, as a JSON object; afterwards it lies with `holder`. */
  held: string;
  since_ms: number;
  holder: string | null;
}

/** A deadline for which time runs. Whether it is late is not written here: nothing happens in the moment in which that changes. */
export interface DueRow {
  dossier: string;
  /** `dossier`, or the key of a procedure. */
  of: string;
  office: string;
  promised: string;
  legal: string;
  /** From when on it is due soon. */
  soon_at: string;
}

/** What a dossier is about, by a mark of its definition: of its form in the last version. */
export interface FingerprintRow {
  dossier: string;
  mark: string;
  /** Keyed: tells nothing without the installation's key. */
  value: string;
}

/** Raise it with every change of the tables or of what projections write: older files are then made anew from the log. */
export const VERSION = 7;

/** Rows lie in the order of their keys, which is that of submission, so that new ones are written side by side. */
export const TABLES = `
  CREATE TABLE checkpoint (
    projection TEXT PRIMARY KEY,
    position   TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE dossier (
    id             TEXT PRIMARY KEY,
    code           TEXT NOT NULL,
    bundle         TEXT,
    phase          TEXT NOT NULL,
    outcome        TEXT,
    channel        TEXT NOT NULL,
    office         TEXT NOT NULL,
    delivery       TEXT NOT NULL,
    submitted_at   TEXT NOT NULL,
    received_at    TEXT,
    ended_at       TEXT,
    linked_number  TEXT,
    one_stop_code  TEXT,
    revision       INTEGER NOT NULL,
    waits_for      TEXT NOT NULL,
    task           TEXT,
    parked         INTEGER NOT NULL,
    contradictions INTEGER NOT NULL,
    timer_at       TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE procedure (
    dossier   TEXT NOT NULL,
    procedure TEXT NOT NULL,
    agency    TEXT,
    status    TEXT NOT NULL,
    since     TEXT NOT NULL,
    why       TEXT,
    because   TEXT,
    PRIMARY KEY (dossier, procedure)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE handoff (
    id           TEXT PRIMARY KEY,
    dossier      TEXT NOT NULL,
    procedure    TEXT NOT NULL,
    agency       TEXT NOT NULL,
    stage        TEXT NOT NULL,
    standing     TEXT NOT NULL,
    open         INTEGER NOT NULL,
    cause        TEXT,
    failure      TEXT,
    trouble      TEXT,
    attempts     INTEGER NOT NULL,
    requested_at TEXT NOT NULL,
    since        TEXT NOT NULL,
    reference    TEXT,
    step         TEXT,
    due_at       TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE statistic (
    dossier       TEXT PRIMARY KEY,
    office        TEXT NOT NULL,
    channel       TEXT NOT NULL,
    bundle        TEXT NOT NULL,
    day           TEXT NOT NULL,
    received      INTEGER NOT NULL,
    ended_at      TEXT,
    in_time_until TEXT,
    supplements   INTEGER NOT NULL,
    refused       INTEGER NOT NULL,
    held          TEXT NOT NULL,
    since_ms      INTEGER NOT NULL,
    holder        TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE due (
    dossier  TEXT NOT NULL,
    of       TEXT NOT NULL,
    office   TEXT NOT NULL,
    promised TEXT NOT NULL,
    legal    TEXT NOT NULL,
    soon_at  TEXT NOT NULL,
    PRIMARY KEY (dossier, of)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE fingerprint (
    dossier TEXT NOT NULL,
    mark    TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (dossier, mark)
  ) STRICT, WITHOUT ROWID;
`;

/*
 * One for each way to ask, in the order of the answer: a page is a seek and a walk along the index, however many rows there are. With the
 * table's key at the end, which SQLite would add by itself to tables without row ids, and PostgreSQL would not.
 */
export const INDEXES = `
  CREATE INDEX IF NOT EXISTS dossier_newest           ON dossier (submitted_at, id);
  CREATE INDEX IF NOT EXISTS dossier_office           ON dossier (office, submitted_at, id);
  CREATE INDEX IF NOT EXISTS dossier_code             ON dossier (code, submitted_at, id);
  CREATE INDEX IF NOT EXISTS dossier_phase            ON dossier (phase, submitted_at, id);
  CREATE INDEX IF NOT EXISTS dossier_office_phase     ON dossier (office, phase, submitted_at, id);
  CREATE INDEX IF NOT EXISTS dossier_outcome          ON dossier (outcome, submitted_at, id) WHERE outcome IS NOT NULL;
  CREATE INDEX IF NOT EXISTS dossier_waits_for        ON dossier (waits_for, submitted_at, id);
  CREATE INDEX IF NOT EXISTS dossier_office_waits_for ON dossier (office, waits_for, submitted_at, id);
  CREATE INDEX IF NOT EXISTS dossier_task             ON dossier (task, submitted_at, id) WHERE task IS NOT NULL;
  CREATE INDEX IF NOT EXISTS dossier_timer            ON dossier (timer_at, id) WHERE timer_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS procedure_status         ON procedure (status, dossier, procedure);
  CREATE INDEX IF NOT EXISTS procedure_agency         ON procedure (agency, dossier, procedure);
  CREATE INDEX IF NOT EXISTS procedure_agency_status  ON procedure (agency, status, dossier, procedure);
  CREATE INDEX IF NOT EXISTS handoff_standing         ON handoff (standing, since, id);
  CREATE INDEX IF NOT EXISTS handoff_agency_standing  ON handoff (agency, standing, since, id);
  CREATE INDEX IF NOT EXISTS handoff_open             ON handoff (since, id) WHERE open = 1;
  CREATE INDEX IF NOT EXISTS handoff_agency_open      ON handoff (agency, since, id) WHERE open = 1;
  CREATE INDEX IF NOT EXISTS handoff_due              ON handoff (agency, due_at, id) WHERE due_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS statistic_day            ON statistic (day);
  CREATE INDEX IF NOT EXISTS statistic_office         ON statistic (office, day);
  CREATE INDEX IF NOT EXISTS due_promised             ON due (promised, dossier, of, soon_at);
  CREATE INDEX IF NOT EXISTS due_office               ON due (office, promised, dossier, of, soon_at);
  CREATE INDEX IF NOT EXISTS fingerprint_value        ON fingerprint (value, dossier);
`;
