import type { AgencyCode, Bilingual, Bundle, BundleRef, ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import {
  handoffOf,
  resultOf,
  type Channel,
  type Dossier,
  type DossierId,
  type DossierOutcome,
  type Form,
  type OfficeCode,
  type Personal,
  type ProcedureState,
  type ResultDelivery,
  type Stage,
  waitsFor,
  type Waiting,
} from '../../domain';

/** A dossier as people and other systems see it. Erased values show as `{ "erased": true }`. */
export interface DossierView {
  readonly id: DossierId;
  readonly revision: number;
  readonly phase: Dossier['phase'];
  readonly outcome?: DossierOutcome;
  readonly bundle: { readonly code: string; readonly version?: BundleRef; readonly title?: Bilingual };
  readonly channel: Channel;
  readonly office: OfficeCode;
  readonly delivery: ResultDelivery;
  readonly submittedAt: Instant;
  readonly receivedAt?: Instant;
  readonly linkedNumber?: string;
  readonly oneStopCode?: string;
  readonly procedures: readonly ProcedureView[];
  /** Who has the next move. */
  readonly waitsFor: readonly Waiting[];
  readonly contradictions: Dossier['contradictions'];
  readonly form: Personal<Form>;
}

export interface ProcedureView {
  readonly procedure: ProcedureKey;
  readonly title?: Bilingual;
  readonly agency?: AgencyCode;
  readonly status: ProcedureState['status'];
  readonly since: Instant;
  readonly because?: ProcedureState['because'];
  readonly choices?: ProcedureState['choices'];
  readonly handoff?: {
    readonly id: string;
    readonly stage: Stage;
    readonly attempts: number;
    readonly reference?: string;
    readonly failure?: string;
    readonly awaiting: readonly string[];
  };
  readonly result?: Personal<Readonly<Record<string, unknown>>>;
  /** The agency's words: why it was refused, what is missing. */
  readonly note?: Personal<string>;
}

export function dossierView(dossier: Dossier, revision: number, bundle: Bundle | undefined): DossierView {
  const { id, phase, code, channel, office, delivery, submittedAt, form, chosen, contradictions } = dossier;
  return {
    id,
    revision,
    phase,
    ...optional({ outcome: dossier.outcome }),
    bundle: { code, ...optional({ version: dossier.bundle, title: bundle?.title }) },
    channel,
    office,
    delivery,
    submittedAt,
    ...optional({ receivedAt: dossier.receivedAt, linkedNumber: dossier.linkedNumber, oneStopCode: dossier.oneStopCode }),
    procedures: chosen.map((key) => procedureView(dossier, key, bundle)),
    waitsFor: waitsFor(dossier),
    contradictions,
    form,
  };
}

function procedureView(dossier: Dossier, key: ProcedureKey, bundle: Bundle | undefined): ProcedureView {
  const state = dossier.procedures[key] ?? { status: 'waiting', since: dossier.submittedAt };
  const definition = bundle?.procedures.find((procedure) => procedure.key === key);
  const handoff = handoffOf(dossier, state);
  const { because, choices } = state;
  return {
    procedure: key,
    ...optional({ title: definition?.title, agency: handoff?.agency ?? definition?.agency }),
    status: state.status,
    since: state.since,
    ...optional({ because, choices }),
    ...(handoff && {
      handoff: {
        id: handoff.id,
        stage: handoff.stage,
        attempts: handoff.attempts,
        ...optional({ reference: handoff.reference, failure: handoff.failure }),
        awaiting: handoff.awaiting,
      },
    }),
    ...optional({ result: resultOf(dossier, key), note: handoff?.report?.note }),
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is not there, so that it does not show as an empty field. */
function optional<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
