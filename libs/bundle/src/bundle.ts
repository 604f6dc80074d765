import type { Bilingual, Calendars, LocalDate } from '@lienthong/calendar';

export type { Bilingual };

/** A bundle of linked procedures as the engine runs it: a definition file of `workflows/`, read, checked and compiled. */
export interface Bundle {
  readonly ref: BundleRef;
  /** `birth`, `death`: the same through all versions. */
  readonly code: string;
  readonly effective: { readonly from: LocalDate; /** exclusive */ readonly until?: LocalDate };
  /** SHA-256 (hex) of the definition file and of every schema that it names: proves later which text decided. */
  readonly digest: string;
  readonly title: Bilingual;
  /** Codes in the national database of procedures, e.g. `2.002621`. */
  readonly procedureCodes: readonly string[];
  readonly legalBasis: readonly LegalSource[];
  /** The citizen's one form. */
  readonly form: Contract;
  /** In the order of the definition, which is the order in which they are started when several are ready. */
  readonly procedures: readonly Procedure[];
  /** Which procedures may be filed together. */
  readonly subsets: readonly (readonly ProcedureKey[])[];
  /** Limits of the dossier as a whole: the first whose `when` holds applies. Empty: none is stated. */
  readonly timeLimits: readonly BundleTimeLimit[];
  readonly supplementWithin: SupplementWindow;
  /** What makes two dossiers the same matter: any of these is enough to ask a person. Empty: nothing is known to. */
  readonly duplicates: readonly DuplicateMark[];
  /** Which days are worked. The same for all bundles, with versions of their own; not part of the digest. */
  readonly calendars: Calendars;
}

/** `birth@2024-07-01`: the code and the day from which the version is in force. */
export type BundleRef = string & { readonly __brand: 'BundleRef' };
/** `birth-registration`, `permanent-residence`, … */
export type ProcedureKey = string & { readonly __brand: 'ProcedureKey' };
/** `justice`, `police`, `social-insurance`, …: a key of `workflows/reference/agencies.yaml`. */
export type AgencyCode = string & { readonly __brand: 'AgencyCode' };

export interface LegalSource {
  readonly source: string;
  readonly article?: string;
  /** How well it is known: L read in a legal text, P seen in practice, N second-hand, A assumed, D our own design. */
  readonly grade: 'L' | 'P' | 'N' | 'A' | 'D';
}

export interface Procedure {
  readonly key: ProcedureKey;
  readonly title: Bilingual;
  /** Who carries it out, unless a route leads elsewhere. */
  readonly agency: AgencyCode;
  /** Without the gate's success nothing else arises. */
  readonly gate: boolean;
  readonly needs: readonly Need[];
  /** Arises only if this holds; absent: always. */
  readonly condition?: Expression<boolean>;
  /** Top-level members of the form that must be filled in if the procedure is chosen, e.g. `residence`. */
  readonly formParts: readonly string[];
  /** Values that follow rules of precedence and whose choice is recorded with its reason (e.g. the address on a card). */
  readonly choices: readonly Choice[];
  /** What the agency is given, field by field, and the contract that the whole must keep. */
  readonly payload: { readonly fields: Readonly<Record<string, Expression>>; readonly contract: Contract };
  readonly results: {
    readonly contract: Contract;
    /** Fields that may come after the procedure is completed (the personal ID after the birth certificate). */
    readonly late: readonly string[];
  };
  /** Unless a route has its own. */
  readonly timeLimit: TimeLimit;
  /** Where the facts decide who carries it out. The first that holds is taken; if none does, the procedure does not arise. */
  readonly routes: readonly Route[];
  /** Milliseconds in which the agency has to acknowledge a handoff before a person looks at it. */
  readonly acknowledgeWithinMs: number;
  readonly onRefusal: 'end-bundle' | 'continue';
  readonly legalBasis: readonly LegalSource[];
}

/** Another procedure must have been completed (or merely have ended) first, and have brought these results. */
export interface Need {
  readonly procedure: ProcedureKey;
  readonly until: 'completed' | 'ended';
  readonly results: readonly string[];
}

export interface Choice {
  readonly name: string;
  /** The first whose `when` holds is taken; the last may stand without `when`. */
  readonly options: readonly {
    readonly option: string;
    readonly when?: Expression<boolean>;
    readonly use: Expression;
    readonly why: Bilingual;
  }[];
}

/** One of the ways that a procedure can go; taken when it starts, and recorded with its reason. */
export interface Route {
  readonly option: string;
  readonly when?: Expression<boolean>;
  readonly agency: AgencyCode;
  readonly timeLimit: TimeLimit;
  readonly why: Bilingual;
  readonly legalBasis: readonly LegalSource[];
}

/** A limit of the dossier as a whole, counted from its reception. `when` sees the form and the dossier, no results. */
export interface BundleTimeLimit {
  readonly when?: Expression<boolean>;
  readonly limit: TimeLimit;
  readonly why?: Bilingual;
}

/** How long the applicant has for a supplement that was asked for, counted from the day after it was. */
export interface SupplementWindow {
  readonly workingDays: number;
}

/** Dossiers for which `by` gives the same value are taken for the same matter. Missing values give none. */
export interface DuplicateMark {
  /** The same through all versions of a bundle, as long as it means the same. */
  readonly name: string;
  readonly by: Expression;
  readonly why: Bilingual;
}

/** Working days (0: the same day), or plain days; with verification the longer limit applies. */
export type TimeLimit =
  { readonly workingDays: number; readonly withVerification?: number } | { readonly days: number; readonly withVerification?: number };

/** A CEL expression, parsed and type-checked once. Throws `ExpressionError` when a value that it reads is missing. */
export interface Expression<T = unknown> {
  readonly source: string;
  evaluate(context: ExpressionContext): T;
}

/** What an expression of a definition can see. */
export interface ExpressionContext {
  readonly form: unknown;
  /** By procedure key: what the agency gave. Only completed procedures appear. */
  readonly results: Readonly<Record<string, unknown>>;
  /** By procedure key: `waiting`, `started`, `completed`, `refused`, `skipped` or `not-chosen`. */
  readonly outcomes: Readonly<Record<string, string>>;
  /** The choices of the procedure at hand, by name. Empty while choices are being made. */
  readonly choices: Readonly<Record<string, unknown>>;
  readonly dossier: { readonly id: string; readonly channel: string; readonly office: string };
}

/** A JSON Schema (2020-12), compiled. */
export interface Contract {
  /** Path of the schema below `workflows/`. */
  readonly path: string;
  readonly schema: Readonly<Record<string, unknown>>;
  /** Every breach, or an empty list. */
  check(value: unknown): readonly Breach[];
}

export interface Breach {
  /** JSON Pointer (RFC 6901) to the field, e.g. `/child/birthDate`; empty for the whole. */
  readonly field: string;
  /** The schema's keyword, e.g. `required`, `pattern`. */
  readonly rule: string;
  readonly message: Bilingual;
}
