import { randomUUID } from 'node:crypto';
import { localDate, ManualTimekeeper, plusMillis, startOfDay, workingDaysAfter, type Instant } from '@lienthong/calendar';
import { ReceiveDossier, SubmitDossier, type Execution } from '@lienthong/dossier';
import { nextTimer, openPayments, openSupplements, type Command, type DossierId } from '@lienthong/dossier/domain';
import type { AgencyReport, HandoffRequest } from '@lienthong/handoff';
import type { AgencyCode, ProcedureKey } from '@lienthong/bundle';
import type { Actor } from '@lienthong/access';
import { AgencyOfTheYear } from './agency-of-the-year';
import { Agenda } from './agenda';
import { arrivalsOf, type Arrival } from './arrivals';
import { feeOf, fateOf } from './fate';
import { hoursOf, type Hour } from './office-hours';
import { Rest } from './rest';
import { openSimulated, type SimulatedEngine } from './simulated-engine';
import { RESULTS } from './results-of-the-year';
import type { YearPlan } from './the-year';

export interface PlayOptions {
  readonly plan: YearPlan;
  readonly seed: string;
  readonly dataDir: string;
  readonly onProgress: (received: number) => void;
  /** Ends the play before the year has. */
  readonly signal?: AbortSignal;
}

/** Plays a year hour by hour. The engine is open when it resolves, and the clock stands at the end of the year. */
export async function playYear(options: PlayOptions): Promise<SimulatedEngine> {
  const { plan, dataDir, signal } = options;
  const time = new ManualTimekeeper(plusMillis(startOfDay(`${plan.year}-01-01`), 1));
  const taken: { deliver: Play['taken'] } = { deliver: () => undefined };
  const simulated = await openSimulated(dataDir, time, (code) => new AgencyOfTheYear(code, time, (...what) => taken.deliver(...what)));
  try {
    const play = new Play(simulated, time, options);
    taken.deliver = (...what) => play.taken(...what);
    await play.play(signal);
    return simulated;
  } catch (error) {
    await simulated.close();
    throw error;
  }
}

class Play {
  private readonly hours: readonly Hour[];
  private readonly agenda: Agenda;
  private readonly rest: Rest;
  private readonly numbers = new Map<DossierId, number>();
  private readonly timers = new Map<DossierId, Instant>();
  private received = 0;
  private messages = 0;

  constructor(
    private readonly simulated: SimulatedEngine,
    private readonly time: ManualTimekeeper,
    private readonly options: PlayOptions,
  ) {
    const { engine, policy } = simulated;
    const { plan, seed } = options;
    this.hours = hoursOf(plan.year, engine.workflows.calendars.inForce(time.now()).of());
    this.agenda = new Agenda(this.hours);
    this.rest = new Rest(engine.dossiers, policy, time);
    engine.dossiers.onAppended((appended) => this.appended(appended));
    for (const arrival of arrivalsOf(plan, this.hours, engine.workflows, seed)) {
      this.agenda.put(arrival.hour, () => this.file(arrival));
    }
  }

  async play(signal?: AbortSignal): Promise<void> {
    for (const [i, { at }] of this.hours.entries()) {
      signal?.throwIfAborted();
      this.agenda.now = i;
      this.time.moveTo(at);
      for (let deeds = this.agenda.take(); deeds.length > 0; deeds = this.agenda.take()) {
        await Promise.all(deeds.map((deed) => deed()));
        await this.rest.come();
      }
      await this.rest.come();
      this.options.onProgress(this.received);
    }
    this.time.moveTo(plusMillis(startOfDay(`${this.options.plan.year + 1}-01-01`), -1));
  }

  /** At the counter it is received at once; what came online, as soon as somebody works. */
  private async file({ number, submission }: Arrival): Promise<void> {
    const { bus } = this.simulated;
    const { id } = await bus.execute(new SubmitDossier(submission, { commandId: randomUUID(), actor: CITIZEN }));
    this.numbers.set(id, number);
    const receive = async (): Promise<void> => {
      await bus.execute(new ReceiveDossier(id, { commandId: randomUUID(), actor: OFFICER }));
      this.received++;
    };
    if (submission.channel === 'counter') await receive();
    else this.agenda.inOpenHours(1, receive);
  }

  /** An agency has a request, or an answer that it asked for, and will say something about it. */
  taken({ handoff, dossier, procedure, about }: HandoffRequest, agency: AgencyCode): void {
    if (about && about.kind !== 'supplement') return;
    const fate = this.fate(dossier as DossierId, procedure);
    const asked = about?.number ?? 0;
    const more = asked < fate.asksFor;
    const status = more ? 'supplement-needed' : fate.refused ? 'refused' : 'completed';
    const result = status === 'completed' && { result: RESULTS[procedure] ?? {} };
    const report: AgencyReport = { handoff: about?.handoff ?? handoff, message: `m-${++this.messages}`, status, ...result };
    this.agenda.inOpenHours(more ? 1 : fate.hours + (fate.verified ? VERIFYING : 0), () => this.say(agency, report));
  }

  private async say(agency: AgencyCode, report: AgencyReport): Promise<void> {
    const body = Buffer.from(JSON.stringify(report));
    await this.simulated.engine.inbox.accept(agency, { method: 'POST', url: '/', headers: {}, body });
  }

  /** What people do about what has happened. */
  private appended({ dossier, events }: Execution): void {
    const { id } = dossier;
    for (const event of events) {
      switch (event.type) {
        case 'SupplementRequested':
          this.provide(id, event.data.supplement, event.data.procedure);
          break;
        case 'DossierReceived':
          this.charge(id);
          break;
        case 'ProcedureStarted':
          this.verify(id, event.data.procedure);
          break;
        case 'HandoffParked':
          // On the next morning an operator looks who answers again.
          this.agenda.inOpenHours(6, () =>
            this.do(id, OPERATOR, { type: 'ReleaseHandoff', handoff: event.data.handoff, reason: 'the outage is over' }),
          );
          break;
        case 'DeadlineNear':
          if (event.data.of === 'dossier' && this.fate(id, dossier.chosen[0]).apologised) this.apologise(id, event.data.due);
          break;
        case 'DossierCompleted':
          if (dossier.phase === 'completed') this.agenda.inOpenHours(4, () => this.do(id, OFFICER, { type: 'ReturnResults' }));
          break;
        default:
      }
    }
    this.setTimer(id, nextTimer(dossier));
  }

  /** Time passes for a dossier at its own next moment, unless something else has happened by then. */
  private setTimer(id: DossierId, timer: Instant | undefined): void {
    if (this.timers.get(id) === timer) return;
    if (timer === undefined) return void this.timers.delete(id);
    this.timers.set(id, timer);
    this.agenda.notBefore(timer, async () => {
      if (this.timers.get(id) === timer) await this.do(id, TIMERS, { type: 'PassTime' });
    });
  }

  private provide(id: DossierId, supplement: number, procedure: ProcedureKey | undefined): void {
    const fate = this.fate(id, procedure);
    if (fate.silent) return;
    this.agenda.inOpenHours(4 + fate.hours, async () => {
      const found = await this.simulated.engine.dossiers.load(id);
      const open = found && openSupplements(found.dossier).some(({ number }) => number === supplement);
      if (open) await this.do(id, CITIZEN, { type: 'ProvideSupplement', supplement });
    });
  }

  /** Asked for as soon as it is received; whoever is quicker than the agency pays in time. */
  private charge(id: DossierId): void {
    const hours = feeOf(this.options.seed, this.numbers.get(id) ?? 0);
    if (hours === undefined) return;
    this.agenda.inOpenHours(0, () => this.do(id, OFFICER, { type: 'RequestPayment', amount: 8_000, purpose: 'Lệ phí cấp bản sao' }));
    this.agenda.inOpenHours(hours, async () => {
      const found = await this.simulated.engine.dossiers.load(id);
      if (found && openPayments(found.dossier).length > 0)
        await this.do(id, OFFICER, { type: 'RecordPayment', payment: 1, reference: 'BL-1' });
    });
  }

  private verify(id: DossierId, procedure: ProcedureKey): void {
    if (!this.fate(id, procedure).verified) return;
    this.agenda.inOpenHours(1, async () => {
      const found = await this.simulated.engine.dossiers.load(id);
      if (found?.dossier.procedures[procedure]?.status !== 'started') return;
      await this.do(id, OFFICER, { type: 'RequireVerification', procedure, reason: 'Cần xác minh chỗ ở hợp pháp' });
    });
  }

  private apologise(id: DossierId, due: Instant): void {
    const { calendars } = this.simulated.engine.workflows;
    const newDay = localDate(workingDaysAfter(calendars.inForce(due).of(), due, 3));
    this.agenda.inOpenHours(0, async () => {
      const found = await this.simulated.engine.dossiers.load(id);
      const promised = found?.dossier.clock.due['dossier']?.promised;
      if (found?.dossier.phase !== 'under-way' || promised !== due || this.time.now() >= due) return;
      await this.do(id, OFFICER, { type: 'IssueApology', of: 'dossier', cause: 'Hồ sơ nhiều, cán bộ chưa giải quyết kịp', newDay });
    });
  }

  private fate(id: DossierId, procedure: string | undefined) {
    return fateOf(this.options.seed, this.numbers.get(id) ?? 0, procedure ?? '');
  }

  private do(id: DossierId, actor: Actor, command: Command): Promise<Execution> {
    return this.simulated.engine.dossiers.execute(id, command, { commandId: randomUUID(), actor });
  }
}

/** Open hours that it takes longer: two days [A]. */
const VERIFYING = 12;

const CITIZEN: Actor = { kind: 'citizen', id: 'demo-citizen' };
const OFFICER: Actor = { kind: 'officer', id: 'demo-officer' };
const OPERATOR: Actor = { kind: 'operator', id: 'demo-operator' };
const TIMERS: Actor = { kind: 'system', id: 'timers' };
