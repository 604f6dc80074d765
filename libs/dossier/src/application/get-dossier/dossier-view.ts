import type { AgencyCode, Bilingual, Bundle, BundleRef, Procedure, ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import {
  handoffOf,
  resultOf,
  type Channel,
  type Dossier,
  type DossierId,
  type DossierOutcome,
  type Form,
  type Notice,
  type OfficeCode,
  type Personal,
  type ProcedureState,
  type Quarantine,
  type ResultDelivery,
  type Stage,
  waitsFor,
  type Waiting,
} from '../../domain';
import { turnsView, type Said, type TurnsView } from './turns-view';

/** A dossier as people and other systems see it. Erased values show as `{ "erased": true }`. */
export interface DossierView extends TurnsView {
  readonly id: DossierId;
  readonly revision: number;
  readonly phase: Dossier['phase'];
  readonly outcome?: DossierOutcome;
  readonly bundle: { readonly code: string; readonly version?: BundleRef; readonly title?: Bilingual };
  readonly channel: Channel;
  readonly office: OfficeCode;
  /** What the citizen wrote, where `office` is another: the successor of that commune, or the one that was assigned. */
  readonly officeAsked?: OfficeCode;
  /** It came in for a commune that nobody serves; until it is assigned to a one-stop, `office` is what the citizen wrote. */
  readonly quarantine?: Quarantine;
  /** Who serves for `office` today, where it was merged away since: results are returned there. */
  readonly servedBy?: string;
  readonly delivery: ResultDelivery;
  readonly submittedAt: Instant;
  readonly receivedAt?: Instant;
  readonly linkedNumber?: string;
  readonly oneStopCode?: string;
  readonly procedures: readonly ProcedureView[];
  /** Who has the next move. */
  readonly waitsFor: readonly Waiting[];
  readonly contradictions: Dossier['contradictions'];
  /** Its last version. */
  readonly form: Personal<Form>;
  readonly formVersion: number;
  /** It was filed a second time; the matter goes on with that one. */
  readonly duplicateOf?: DossierId;
}

export interface ProcedureView {
  readonly procedure: ProcedureKey;
  readonly title?: Bilingual;
  readonly agency?: AgencyCode;
  readonly status: ProcedureState['status'];
  readonly since: Instant;
  readonly because?: ProcedureState['because'];
  readonly choices?: ProcedureState['choices'];
  readonly route?: ProcedureState['route'];
  readonly handoff?: {
    readonly id: string;
    readonly stage: Stage;
    readonly attempts: number;
    readonly reference?: string;
    readonly failure?: string;
    readonly awaiting: readonly string[];
  };
  /** What its agency is told about it beside. */
  readonly notices?: readonly ({ readonly id: string; readonly stage: Stage } & Notice)[];
  readonly result?: Personal<Readonly<Record<string, unknown>>>;
  /** The agency's words: why it was refused, what is missing. */
  readonly note?: Personal<string>;
}

/** @param history the dossier's events up to then; none, if it says nothing of turns or corrections */
export function dossierView(dossier: Dossier, revision: number, bundle: Bundle | undefined, history: readonly Said[]): DossierView {
  const { id, phase, code, channel, office, delivery, submittedAt, form, formVersion, chosen, contradictions } = dossier;
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
    ...turnsView(dossier, history),
    contradictions,
    form,
    formVersion,
    ...optional({ officeAsked: dossier.officeAsked, quarantine: dossier.quarantine, duplicateOf: dossier.duplicateOf }),
  };
}

function procedureView(dossier: Dossier, key: ProcedureKey, bundle: Bundle | undefined): ProcedureView {
  const state = dossier.procedures[key] ?? { status: 'waiting', since: dossier.submittedAt };
  const definition = bundle?.procedures.find((procedure) => procedure.key === key);
  const handoff = handoffOf(dossier, state);
  const { because, choices, route } = state;
  const notices = Object.values(dossier.handoffs).flatMap(({ id, stage, notice, procedure }) =>
    notice && procedure === key ? [{ id, ...notice, stage }] : [],
  );
  return {
    procedure: key,
    ...optional({ title: definition?.title, agency: handoff?.agency ?? agencyBefore(definition) }),
    status: state.status,
    since: state.since,
    ...optional({ because, choices, route }),
    ...(handoff && {
      handoff: {
        id: handoff.id,
        stage: handoff.stage,
        attempts: handoff.attempts,
        ...optional({ reference: handoff.reference, failure: handoff.failure }),
        awaiting: handoff.awaiting,
      },
    }),
    ...(notices.length > 0 && { notices }),
    ...optional({ result: resultOf(dossier, key), note: handoff?.report?.note }),
  };
}

/** Of a procedure that can go several ways nobody knows the agency before it starts. */
const agencyBefore = (definition: Procedure | undefined): AgencyCode | undefined =>
  definition?.routes.length === 0 ? definition.agency : undefined;

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is not there, so that it does not show as an empty field. */
function optional<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
