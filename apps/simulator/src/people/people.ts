import { localDate, workingDaysAfter, type Instant } from '@lienthong/calendar';
import {
  CommandRejected,
  known,
  type Command,
  type Dossier,
  type DossierEvent,
  type DossierId,
  type Form,
  type ProcedureState,
} from '@lienthong/dossier/domain';
import type { Actor } from '@lienthong/event-store';
import { checkSubmission, type Bundle, type ProcedureKey } from '@lienthong/bundle';
import type { Faults } from '../core/faults';
import type { World } from '../core/world';
import type { Acknowledged } from '../invariants/acknowledged';
import type { RunningEngine } from '../node';
import { dossierId, formOf, numberOf } from './casebook';
import type { Cases } from './cases';

const MINUTE_MS = 60_000;
/** Whoever hears nothing for so long asks again, in the same words. */
const PATIENCE_MS = 90_000;
const MOST_PATIENCE_MS = 60 * MINUTE_MS;
const CITIZEN: Actor = { kind: 'citizen', id: 'simulated' };
const OFFICER: Actor = { kind: 'officer', id: 'simulated', role: 'one-stop' };
const OPERATOR: Actor = { kind: 'operator', id: 'simulated' };

/** Citizens, officers and operators: they see what has happened, and do their part of it in their own time. */
export class People {
  private readonly forms = new Map<DossierId, Form>();

  constructor(
    private readonly world: World,
    private readonly faults: Faults,
    private readonly cases: Cases,
    private readonly anEngine: (name: string) => RunningEngine | undefined,
    private readonly acknowledged: Acknowledged,
    private readonly onSurprise: (what: string, error: unknown) => void,
  ) {}

  /** A family will file a dossier. */
  expect(number: number, arrivesMs = this.cases.people(number).arrivesMs): void {
    const id = dossierId(this.world.chance.seed, number);
    this.world.after(arrivesMs, () => {
      const submission = this.cases.submission(number, this.world.instant);
      this.forms.set(id, submission.form as Form);
      this.do(id, CITIZEN, { type: 'SubmitDossier', submission });
    });
  }

  /** What people do about what has happened. */
  heard(dossier: Dossier, event: DossierEvent): void {
    const { id } = dossier;
    const fate = this.cases.people(numberOf(id));
    switch (event.type) {
      case 'DossierSubmitted':
        if (fate.intake === 'decline') this.later(id, OFFICER, () => ({ type: 'DeclineDossier', reason: 'Không đúng thẩm quyền' }));
        else if (fate.intake === 'ask first') this.later(id, OFFICER, () => ({ type: 'RequestSupplement', what: 'Bản sao', fields: [] }));
        else this.receive(id);
        this.end(id);
        break;
      case 'SupplementRequested':
        this.provide(id, event.data.supplement);
        break;
      case 'SupplementProvided':
        if (dossier.phase === 'submitted') this.receive(id);
        break;
      case 'DossierReceived':
        if (fate.pays) this.later(id, OFFICER, () => ({ type: 'RequestPayment', amount: 8_000, purpose: 'Lệ phí' }));
        if (fate.corrects) this.correct(id);
        break;
      case 'PaymentRequested':
        this.later(id, OFFICER, () => ({ type: 'RecordPayment', payment: event.data.payment, reference: 'BL-1' }));
        break;
      case 'ProcedureStarted':
        if (fate.verifies(event.data.procedure)) this.verify(id, event.data.procedure, dossier.procedures[event.data.procedure]);
        break;
      case 'HandoffParked':
        this.later(id, OPERATOR, () => ({ type: 'ReleaseHandoff', handoff: event.data.handoff, reason: 'looked at' }), 4 * 60 * MINUTE_MS);
        break;
      case 'DeadlineNear':
        if (fate.apologises) this.apologise(id, event.data.due, event.data.of);
        break;
      case 'DossierCompleted':
        if (dossier.phase === 'completed' && dossier.delivery === 'one-stop') this.later(id, OFFICER, () => ({ type: 'ReturnResults' }));
        break;
      default:
    }
  }

  private receive(id: DossierId): void {
    const { receivesMs } = this.cases.people(numberOf(id));
    this.later(id, OFFICER, () => ({ type: 'ReceiveDossier' }), undefined, receivesMs);
  }

  private end(id: DossierId): void {
    const { ends, endsMs } = this.cases.people(numberOf(id));
    if (!ends) return;
    const [actor, type] = ends === 'withdrawn' ? ([CITIZEN, 'WithdrawDossier'] as const) : ([OFFICER, 'StopDossier'] as const);
    this.world.after(endsMs, () => this.do(id, actor, { type, reason: 'Theo đề nghị' }));
  }

  /** In time, or too late, or never. */
  private provide(id: DossierId, supplement: number): void {
    const { answers, bringsNewForm, answersMs } = this.cases.people(numberOf(id));
    if (!answers) return;
    const command = (): Command => ({ type: 'ProvideSupplement', supplement, ...(bringsNewForm && { form: this.newForm(id) }) });
    this.later(id, CITIZEN, command, undefined, answersMs);
  }

  private correct(id: DossierId): void {
    this.later(id, OFFICER, () => ({ type: 'CorrectDossier', form: this.newForm(id), reason: 'Sai số điện thoại' }), 200 * MINUTE_MS);
  }

  private newForm(id: DossierId): Form {
    const form = this.forms.get(id) ?? {};
    const version = Number(this.faults.numbered(`forms of ${id}`).split('#')[1]) + 1;
    return formOf(form, numberOf(id), version);
  }

  private verify(id: DossierId, procedure: ProcedureKey, state: ProcedureState | undefined): void {
    if (state?.status === 'started') this.later(id, OFFICER, () => ({ type: 'RequireVerification', procedure, reason: 'Xác minh' }));
  }

  private apologise(id: DossierId, due: Instant, of: 'dossier' | ProcedureKey): void {
    const newDay = localDate(workingDaysAfter(this.cases.workflows.calendars.inForce(due).of(), due, 3));
    this.later(id, OFFICER, () => ({ type: 'IssueApology', of, cause: 'Quá tải', newDay }), 60 * MINUTE_MS);
  }

  /** Officers work when offices do; citizens whenever they like. `takes`: exactly so long. */
  private later(id: DossierId, actor: Actor, command: () => Command, atMost = 90 * MINUTE_MS, takes?: number): void {
    const name = this.faults.numbered(`${id} waits for ${actor.kind}`);
    const { now, chance } = this.world;
    const works = takes ?? chance.between(MINUTE_MS, atMost, name);
    this.world.after(actor.kind === 'citizen' ? works : this.cases.takes(now, works), () => this.do(id, actor, command()));
  }

  private do(id: DossierId, actor: Actor, command: Command): void {
    const commandId = this.faults.numbered(`${id} ${command.type}`);
    this.acknowledged.asked.set(commandId, { dossier: id, type: command.type });
    this.try(id, actor, command, commandId, 1);
  }

  /** Asks one of the engines; asks again, under the same id, whenever no answer comes. */
  private try(id: DossierId, actor: Actor, command: Command, commandId: string, attempt: number): void {
    const { world, faults } = this;
    const name = `${commandId} try ${attempt}`;
    const again = (): void => this.try(id, actor, command, commandId, attempt + 1);
    const engine = this.anEngine(name);
    const patience = Math.min(PATIENCE_MS * 2 ** (attempt - 1), MOST_PATIENCE_MS);
    const callOff = world.after(patience, again);
    if (!engine) return;
    const answered = faults.strikes('person-unanswered', name) ? () => undefined : callOff;
    world.tell?.(`${actor.kind} asks ${engine.process.name}: ${name}`);
    engine.process.after(world.chance.between(1, 100, name), () => {
      engine.dossiers.execute(id, command, { commandId, actor }, command.type === 'ReceiveDossier' ? offersAll : undefined).then(
        ({ events, revision }) => {
          this.acknowledged.command(id, commandId, events, revision);
          answered();
        },
        (error: unknown) => {
          if (error instanceof NotOffered) return;
          if (error instanceof CommandRejected && error.code !== 'no-version-in-force') return answered();
          this.onSurprise(name, error);
        },
      );
    });
  }
}

/** As the reception looks before it pins a version: what was chosen may not be offered by a clock that is wrong. */
function offersAll({ phase, form, chosen }: Dossier, bundle: Bundle): void {
  const breaches = phase === 'submitted' ? checkSubmission(bundle, known(form) ?? {}, chosen) : [];
  if (breaches.some(({ field }) => field === '/chosen')) throw new NotOffered(bundle.ref);
}

/** The officer waits, and tries again. */
class NotOffered extends Error {}
