import type { AgencyCode, Workflows } from '@lienthong/bundle';
import { toMillis, type Instant } from '@lienthong/calendar';
import { MemoryEventStore, type EventStore } from '@lienthong/event-store';
import { Chance } from './core/chance';
import { Faults } from './core/faults';
import { World } from './core/world';
import { Erasure } from './invariants/erasure';
import { Acknowledged } from './invariants/acknowledged';
import { Truth } from './invariants/truth';
import { NO_MUTATION, type Mutation } from './mutations/mutation';
import type { ExchangePolicy } from '@lienthong/handoff';
import { EngineNode, POLICY, type RunningEngine } from './node';
import { WORKFLOWS } from './people/casebook';
import { workflowsOf } from './people/calendars';
import { drawnCases, type Cases } from './people/cases';
import { People } from './people/people';
import { Agency } from './ports/agency';
import { Portal } from './ports/portal';
import { Post } from './ports/post';
import { SeededKeys } from './ports/seeded-vault';
import { WatchedLog } from './ports/watched-log';

const MINUTE_MS = 60_000;
const AGENCIES = ['justice', 'police', 'social-insurance', 'commune-affairs', 'home-affairs'] as const;
/** A working day; a day before another version of the birth bundle, and one before another of the death bundle, comes into force. */
const BEGINNINGS = ['2026-10-26T01:00:00.000Z', '2026-08-31T14:30:00.000Z', '2027-02-28T14:30:00.000Z'] as const;
/** From then on all is well. */
const CALM_AFTER_MS = 8 * 60 * MINUTE_MS;

export interface TownOptions {
  readonly seed: number;
  /** The numbers of the dossiers that are filed. */
  readonly dossiers: readonly number[];
  /** Only these faults happen, by name. Absent: all that the seed has. */
  readonly faults?: ReadonlySet<string>;
  readonly mutation?: Mutation;
  /** A day that is planned: otherwise the seed says all of it. */
  readonly plan?: Plan;
  readonly tell?: (at: Instant, what: string) => void;
}

/** What happens on a day, whatever the seed. One engine works, and agencies know keys again. */
export interface Plan {
  readonly begins: Instant;
  /** Milliseconds after the beginning at which the family of this number files. */
  readonly arrives: (number: number, chance: Chance) => number;
  readonly policy: ExchangePolicy;
  /** Absent: drawn. */
  readonly cases?: Cases;
  readonly outages: readonly { readonly agency: AgencyCode; readonly from: Instant; readonly to: Instant }[];
}

export interface Broken {
  readonly invariant: string;
  readonly detail: string;
}

/** One whole world: engines over one log, agencies, network, people; and what goes wrong in it. */
export class Town {
  readonly world: World;
  readonly faults: Faults;
  readonly log: EventStore;
  readonly keys: SeededKeys;
  readonly agencies = new Map<AgencyCode, Agency>();
  readonly portal = new Portal('portal');
  readonly channel = new Portal('channel');
  readonly acknowledged = new Acknowledged();
  readonly nodes: readonly EngineNode[];
  readonly truth: Truth;
  readonly broken: Broken[] = [];
  readonly surprises: { readonly what: string; readonly error: unknown }[] = [];
  private readonly people: People;
  private readonly erasure: Erasure;
  readonly cases: Cases;
  private isCalm = false;

  constructor(private readonly options: TownOptions) {
    const { seed, tell, mutation = NO_MUTATION, plan } = options;
    const chance = new Chance(seed);
    this.world = new World(chance, toMillis(options.plan?.begins ?? (chance.pick(BEGINNINGS, 'beginning') as Instant)));
    if (tell) this.world.tell = (what) => tell(this.world.instant, what);
    this.faults = new Faults(chance, options.faults);
    this.keys = new SeededKeys(seed);
    this.cases = plan?.cases ?? drawnCases(chance, workflowsOf(this.world.instant, this.faults.strikes('new-calendars', 'announced')));
    const breaks = (invariant: string, detail: string): void => this.breaks(invariant, detail);
    this.truth = new Truth(breaks, (dossier, event) => {
      this.people.heard(dossier, event);
      this.erasure.heard(dossier);
    });
    this.erasure = new Erasure(this.world, this.faults, this.keys, breaks);
    this.log = new WatchedLog(new MemoryEventStore(), (events) => {
      this.erasure.stored(events);
      this.truth.stored(events);
    });
    const surprised = (what: string, error: unknown): void => this.surprised(what, error);
    const anEngine = (name: string): RunningEngine | undefined => this.anEngine(name);
    this.people = new People(this.world, this.faults, this.cases, anEngine, this.acknowledged, surprised);
    const post = new Post(this.world, this.faults, anEngine, this.acknowledged, surprised);
    for (const name of AGENCIES) {
      const code = name as AgencyCode;
      const twice = (key: string): void => breaks('no effect twice', `${code} did ${key} twice`);
      const knowsKeys = plan !== undefined || chance.happens(0.5, `${code} knows keys`);
      const planned = plan?.outages.filter(({ agency }) => agency === code).map(({ from, to }) => [toMillis(from), toMillis(to)] as const);
      this.agencies.set(
        code,
        new Agency(code, knowsKeys, this.world, this.faults, this.cases, (report) => post.bring(code, report), twice, planned),
      );
    }
    const { world, faults, log, keys, agencies, portal, channel } = this;
    const names = !plan && chance.happens(0.4, 'two engines') ? ['A', 'B'] : ['A'];
    const around = {
      world,
      faults,
      log,
      keys,
      agencies,
      portal,
      channel,
      engines: names.length,
      mutation,
      policy: plan?.policy ?? POLICY,
      onSurprise: surprised,
    };
    this.nodes = names.map((name) => new EngineNode(name, around));
    world.nextDue = () => this.nextDue();
  }

  /** Lives until nothing is left that anybody waits for. @throws NoRest */
  async live(): Promise<void> {
    const { dossiers, plan } = this.options;
    for (const node of this.nodes) this.start(node);
    for (const number of dossiers) this.people.expect(number, plan?.arrives(number, this.world.chance));
    this.world.after(CALM_AFTER_MS, () => {
      this.isCalm = true;
      this.faults.calmDown();
      this.world.tell?.('from now on all is well');
    });
    await this.world.run(10_000 + dossiers.length * (plan ? 20_000 : 4_000));
  }

  breaks(invariant: string, detail: string): void {
    this.broken.push({ invariant, detail });
    this.world.tell?.(`BROKEN: ${invariant}: ${detail}`);
    this.world.stop();
  }

  private start(node: EngineNode): void {
    const { world, faults } = this;
    const name = faults.numbered(`${node.name} runs`);
    const dies = faults.strikes('crash', name);
    const steps = dies ? Math.floor(world.chance.of(`${name}/steps`) ** 2 * 3_000) : Infinity;
    world.tell?.(`${name}`);
    node.start(this.definitionsFor(name), steps, () => {
      world.tell?.(`${name} ✗ crash`);
      world.after(world.chance.between(1_000, 10 * MINUTE_MS, `${name}/down`), () => this.start(node));
    });
    this.jump(node, name);
  }

  /** An installation that was not brought up to date lacks the newest versions; it is seen to within the hour. */
  private definitionsFor(name: string): Workflows {
    const { workflows } = this.cases;
    if (!this.faults.strikes('old-definitions', name)) return workflows;
    const { get, inForce } = workflows;
    const until = this.world.now + 60 * MINUTE_MS;
    const isThere = (ref: string): boolean => this.world.now >= until || !NEWEST.has(ref);
    return {
      ...workflows,
      get: (ref) => (isThere(ref) ? get(ref) : undefined),
      inForce: (code, at) => {
        const found = inForce(code, at);
        return found && isThere(found.ref) ? found : undefined;
      },
    };
  }

  /** A clock jumps by some seconds; by hours only where the agencies know keys, for a claim's patience is measured by it. */
  private jump(node: EngineNode, name: string): void {
    const { world, faults } = this;
    if (!faults.strikes('clock-jump', name)) return;
    const far = [...this.agencies.values()].every(({ knowsKeys }) => knowsKeys);
    const most = far ? 3 * 60 * MINUTE_MS : 20_000;
    const millis = Math.round(world.chance.between(-most / 4, most, `${name}/jump`));
    world.after(world.chance.between(0, 240 * MINUTE_MS, `${name}/jump-when`), () => {
      const process = node.running?.process;
      if (!process || this.isCalm) return;
      process.skew += millis;
      world.tell?.(`the clock of ${process.name} jumps by ${millis} ms`);
    });
  }

  private anEngine(name: string): RunningEngine | undefined {
    const running = this.nodes.flatMap(({ running: engine }) => engine ?? []);
    const [first, ...others] = running;
    return first && this.world.chance.pick([first, ...others], name);
  }

  private nextDue(): number {
    let next = Infinity;
    for (const { rows, running } of this.nodes) {
      const skew = running?.process.skew ?? 0;
      const due = rows.nextDueAfter(running?.process.time.now() ?? this.world.instant);
      if (due !== undefined) next = Math.min(next, toMillis(due) - skew);
    }
    return next;
  }

  private surprised(what: string, error: unknown): void {
    this.surprises.push({ what, error });
    this.world.tell?.(`surprise: ${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The latest version of each bundle. */
const NEWEST: ReadonlySet<string> = new Set(
  Object.values(Object.fromEntries(WORKFLOWS.bundles.map(({ code, ref }) => [code, ref] as const))),
);
