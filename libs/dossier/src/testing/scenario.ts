import { join } from 'node:path';
import { loadWorkflows, type Bundle, type ProcedureKey } from '@lienthong/bundle';
import { instant, plusMillis, type Instant } from '@lienthong/calendar';
import { projectRoot } from '@lienthong/installation';
import {
  decide,
  evolve,
  handoffId,
  plan,
  type AgencyStatus,
  type Command,
  type Dossier,
  type DossierEvent,
  type DossierId,
  type HandoffId,
  type OfficeCode,
  type QuarantineReason,
  type Result,
  type ResultDelivery,
  type Sha256,
} from '../domain';

export const workflows = loadWorkflows(join(projectRoot(), 'workflows'));

export const DOSSIER = '019a9f00-0000-7000-8000-000000000001' as DossierId;
export const BIRTH = 'birth-registration' as ProcedureKey;
export const RESIDENCE = 'permanent-residence' as ProcedureKey;
export const INSURANCE = 'health-insurance-card' as ProcedureKey;
export const IDENTITY = 'identity-card-under-six' as ProcedureKey;

export const HASH = 'a'.repeat(64) as Sha256;

/** A commune that nobody serves. */
export const UNKNOWN = '99999' as OfficeCode;

/** A result that keeps the contract of its procedure. */
export const RESULTS: Readonly<Record<string, Result>> = {
  [BIRTH]: {
    number: '112',
    book: '01/2026',
    page: '56',
    registeredOn: '2026-09-21',
    document: { code: 'KQ.G15.000031' },
    personalId: '079326000123',
  },
  [RESIDENCE]: { noticeNumber: 'TB-1', registeredOn: '2026-09-22' },
  [INSURANCE]: { cardNumber: 'TE1792600001234', insuranceNumber: '7926000012', validFrom: '2026-09-21' },
  [IDENTITY]: { cardNumber: '079326000123', issuedOn: '2026-09-25' },
};

export const bundleOf = (version: string): Bundle => {
  const bundle = workflows.get(`birth@${version}`);
  if (!bundle) throw new Error(`no birth@${version}`);
  return bundle;
};

const address = { province: '79', commune: '26734', line: '12 Nguyễn Hữu Cầu' };

/** What the domain needs of a form: the parts that definitions read. Forms as a whole are checked where they come in. */
export const FORM = {
  case: 'both-parents-known',
  requester: { fullName: 'Nguyễn Hoàng Nam', address },
  child: { familyName: 'Nguyễn', givenName: 'An' },
  mother: { fullName: 'Lê Thị Thảo', residence: { ...address, line: '5 Lê Lợi' } },
  residence: { requestedAddress: address },
  insurance: { firstClinic: '79011' },
  identityCard: { deliveryAddress: address },
};

interface Step {
  readonly event: DossierEvent;
  readonly at: Instant;
}

/**
 * A dossier that is driven by commands through `decide` and `plan`, as the application does it; time moves a second with
 * every command.
 */
export class Scenario {
  readonly steps: Step[] = [];
  dossier: Dossier | undefined;
  now = instant('2026-09-21T02:00:00Z');

  private constructor(readonly bundle: Bundle) {}

  /** Received under a version, with some of its procedures chosen (all, unless told). */
  static received(version: string, { chosen, delivery = 'portal', form = FORM }: Options = {}): Scenario {
    const scenario = new Scenario(bundleOf(version));
    scenario.submit({ chosen, delivery, form });
    scenario.do({ type: 'ReceiveDossier' });
    return scenario;
  }

  static receivedUnder(bundle: Bundle, options: Options = {}): Scenario {
    const scenario = Scenario.submittedUnder(bundle, options);
    scenario.do({ type: 'ReceiveDossier' });
    return scenario;
  }

  static submitted(version: string, options: Options = {}): Scenario {
    return Scenario.submittedUnder(bundleOf(version), options);
  }

  static submittedUnder(bundle: Bundle, options: Options = {}): Scenario {
    const scenario = new Scenario(bundle);
    scenario.submit(options);
    return scenario;
  }

  private submit({ chosen, delivery = 'portal', form = FORM, quarantine }: Options): void {
    const procedures = chosen ?? this.bundle.procedures.map(({ key }) => key);
    const office = quarantine ? UNKNOWN : ('26734' as OfficeCode);
    this.do({
      type: 'SubmitDossier',
      submission: { bundle: this.bundle.code, channel: 'online', office, delivery, chosen: procedures, form },
      ...(quarantine && { quarantine }),
    });
  }

  /** Carries out a command and tells what it wrote: facts first, then decisions. */
  do(command: Command): readonly DossierEvent[] {
    this.now = plusMillis(this.now, 1_000);
    const facts = decide(this.dossier, command, this.bundle, this.now);
    for (const event of facts) this.record(event);
    const decisions = plan(this.state, this.bundle, this.now);
    for (const event of decisions) this.record(event);
    return [...facts, ...decisions];
  }

  /** What the saga would decide now. */
  plan(): readonly DossierEvent[] {
    return plan(this.state, this.bundle, this.now);
  }

  attempt(procedure: ProcedureKey): readonly DossierEvent[] {
    return this.do({ type: 'AttemptHandoff', handoff: this.handoff(procedure), sent: HASH });
  }

  acknowledge(procedure: ProcedureKey): readonly DossierEvent[] {
    return this.do({ type: 'RecordAcknowledgement', handoff: this.handoff(procedure), via: 'delivery', received: HASH, reference: 'R-1' });
  }

  report(
    procedure: ProcedureKey,
    status: AgencyStatus,
    more: { result?: Result; message?: string; reportedAt?: Instant } = {},
  ): readonly DossierEvent[] {
    const { reportedAt } = more;
    const result = more.result ?? (status === 'completed' ? RESULTS[procedure] : undefined);
    const message = more.message ?? `${procedure}-${status}`;
    return this.do({
      type: 'RecordAgencyStatus',
      handoff: this.handoff(procedure),
      message,
      via: 'callback',
      status,
      received: HASH,
      ...(result && { result }),
      ...(reportedAt && { reportedAt }),
    });
  }

  get state(): Dossier {
    if (!this.dossier) throw new Error('nothing was submitted');
    return this.dossier;
  }

  statusOf(procedure: ProcedureKey): string | undefined {
    return this.state.procedures[procedure]?.status;
  }

  stageOf(procedure: ProcedureKey): string | undefined {
    return this.state.handoffs[procedure]?.stage.is;
  }

  handoff(procedure: ProcedureKey): HandoffId {
    return handoffId(DOSSIER, procedure);
  }

  private record(event: DossierEvent): void {
    this.steps.push({ event, at: this.now });
    this.dossier = evolve(this.dossier, event, this.now, DOSSIER);
  }
}

interface Options {
  readonly chosen?: readonly ProcedureKey[] | undefined;
  readonly delivery?: ResultDelivery;
  readonly form?: Readonly<Record<string, unknown>>;
  /** It names a commune that nobody serves. */
  readonly quarantine?: QuarantineReason | undefined;
}

/** The types of events, in order, but for those that only set a time: `clock.spec.ts` looks at them. */
export const types = (events: readonly DossierEvent[]): string[] => events.flatMap(({ type }) => (type === 'DeadlineSet' ? [] : [type]));
