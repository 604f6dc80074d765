import { KeyErased, type KeyVault, type SubjectKey } from '@lienthong/access';
import type { Bundle, Offices, Workflows } from '@lienthong/bundle';
import type { Clock, Instant } from '@lienthong/calendar';
import { headOf, namedUuids, RevisionConflict, type Actor, type Draft, type Journal, type Position } from '@lienthong/event-store';
import {
  carryOn,
  CommandRejected,
  decide,
  dossierOfHandoff,
  evolve,
  isOver,
  type Command,
  type Dossier,
  type DossierEvent,
  type DossierId,
  type HandoffId,
} from '../domain';
import { decode, encode, metadataFor, streamOf, type RecordedEvent } from './codec/dossier-codec';
import { hasPersonalFields } from './codec/sealed-fields';
import { underWatch, UNWATCHED, type CommandWatch, type WatchedCommand } from './command-watch';
import { withFingerprints } from './duplicates/fingerprints';
import { KeyedLock } from './keyed-lock';
import { LoadedDossier } from './loaded-dossier';
import { RecentlyUsed } from './recently-used';

/** Who asks, by which command, led to by what. */
export interface CommandContext {
  readonly commandId: string;
  readonly actor: Actor;
  /** The event or message that led to the command; default: the command itself. */
  readonly causationId?: string;
  /** W3C Trace Context that came with the command, and that it continues; default: the one of the handoff or dossier that it is about. */
  readonly traceparent?: string;
  /** Of the request that asked, where that brought none: continued by a dossier that has no trace yet, and pointed to by the others. */
  readonly requestTrace?: string;
}

/** A dossier at one of its revisions. */
export interface DossierAt {
  readonly dossier: Dossier;
  readonly revision: number;
  /** Where in the whole log its last event stands: read models that reached it show the dossier as it is here. */
  readonly position: Position;
}

export interface Execution extends DossierAt {
  /** What was written: the facts, then the saga's decisions. Empty if the command said nothing new. */
  readonly events: readonly DossierEvent[];
}

/** Too many others write to this dossier at the same time. Trying again later is safe. */
export class DossierBusy extends Error {
  readonly code = 'dossier-busy';
}

/** The definition to which a dossier is pinned is gone or is another text now; the dossier stands still until it is back. */
export class DefinitionChanged extends Error {
  readonly code = 'definition-changed';
}

// The namespace (RFC 9562, section 5.5) in which event ids are made from command ids.
const idOfEvent = namedUuids('5d1c7a52-3f0e-5b0e-9d0c-6c69656e7468');
const CACHED_DOSSIERS = 5_000;
const TRIES = 20;

/**
 * Carries out commands on dossiers: load, decide, let the saga plan on the new state, and append facts and decisions in one
 * write. A conflict loads and decides again.
 */
export class Dossiers {
  private readonly cache = new RecentlyUsed<DossierId, LoadedDossier>(CACHED_DOSSIERS);
  private readonly lock = new KeyedLock<DossierId>();
  private readonly listeners = new Set<Listener>();

  constructor(
    private readonly journal: Journal,
    private readonly vault: KeyVault,
    private readonly workflows: Workflows,
    private readonly clock: Clock,
    /** Nobody else writes to the log, so a dossier stands as it is remembered. Otherwise what others wrote is read first. */
    private readonly alone = true,
    private readonly watch: CommandWatch = UNWATCHED,
  ) {}

  /** The dossier as it is now, or nothing. Waits for a command that is being written: the log may have told of it already. */
  async load(id: DossierId): Promise<DossierAt | undefined> {
    return atOf(await this.lock.run(id, () => this.loadThrough(id)));
  }

  /** As {@link load}, the dossier of a handoff, with the trace of the event that demanded the handoff or released it. */
  async loadFor(handoff: HandoffId): Promise<(DossierAt & Pick<CommandContext, 'traceparent'>) | undefined> {
    const id = dossierOfHandoff(handoff);
    const loaded = await this.lock.run(id, () => this.loadThrough(id));
    const at = atOf(loaded);
    const traceparent = loaded.traceOf(handoff);
    return at && { ...at, ...(traceparent !== undefined && { traceparent }) };
  }

  /** The one-stops of today and of former days, by which codes that were merged away are read. */
  get offices(): Offices {
    return this.workflows.offices;
  }

  /**
   * Calls back after each append of this engine, with what was written; without events where it was written by a try whose outcome was
   * unknown, or by somebody else. Returns what ends it.
   */
  onAppended(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The dossier's events, in order, opened with its key. */
  async *history(id: DossierId, after = -1): AsyncGenerator<RecordedEvent & Pick<DossierAt, 'position'>> {
    const key = await this.vault.find(id);
    for await (const stored of this.journal.store.readStream(streamOf(id), { from: after + 1 })) {
      yield { ...decode(stored, key), position: stored.position };
    }
  }

  /** The version that a dossier is pinned to. Throws {@link DefinitionChanged} unless its text is the one that was pinned. */
  pinned({ id, bundle: ref, definition }: Dossier): Bundle {
    const bundle = ref && this.workflows.get(ref);
    if (!bundle) throw new DefinitionChanged(`${id}: no definition of ${ref ?? 'a version not pinned yet'} in workflows/`);
    if (bundle.digest === definition) return bundle;
    throw new DefinitionChanged(`${id}: workflows/ has another text of ${ref} than the one that was pinned; bring that one back`);
  }

  /**
   * Carries out one command. Idempotent by command id.
   *
   * @param check looks at the dossier and the version that will decide, and may throw before anything is decided
   * @throws CommandRejected the dossier does not allow it
   * @throws DefinitionChanged the pinned definition is not there any more
   * @throws DossierBusy too many conflicts in a row
   */
  async execute(id: DossierId, command: Command, context: CommandContext, check?: Check): Promise<Execution> {
    const watched = this.watch.begin(id, command);
    return underWatch(watched, check, (looked) => this.executeInTurn(id, command, { ...context, watched }, looked));
  }

  private executeInTurn(id: DossierId, command: Command, context: WatchedContext, check: Check): Promise<Execution> {
    return this.lock.run(id, async () => {
      for (let attempt = 1; attempt <= TRIES; attempt++) {
        // A submission expects no stream; if there is one, the append says so, and it is read then.
        const isNew = command.type === 'SubmitDossier' && attempt === 1 && !this.cache.get(id);
        const loaded = isNew ? new LoadedDossier(id) : await this.loadThrough(id);
        try {
          const execution = await this.executeOn(loaded, command, context, check);
          // It stands there already, perhaps since a try of ours whose outcome was unknown: nobody was told of that.
          if (attempt > 1 && execution.events.length === 0) this.tell(execution);
          return execution;
        } catch (error) {
          // A rejection leaves all as it was; after anything else only the log knows how things stand.
          if (!(error instanceof CommandRejected)) this.cache.delete(id);
          if (!(error instanceof RevisionConflict)) throw error;
        }
      }
      throw new DossierBusy(`${id}: ${TRIES} conflicts in a row; try again`);
    });
  }

  private async executeOn(loaded: LoadedDossier, command: Command, context: WatchedContext, check: Check): Promise<Execution> {
    const { id, dossier, head, position } = loaded;
    const revision = head.revision;
    const traceparent = context.watched.follows(loaded.originOf(command, context));
    if (dossier && position !== undefined && loaded.knows(context.commandId)) return { dossier, revision, position, events: [] };
    const now = this.clock.now();
    const bundle = this.bundleFor(dossier, command, now);
    if (dossier) await check(dossier, bundle, revision);
    const facts = withFingerprints(decide(dossier, command, bundle, now), { dossier, id, bundle, now, vault: this.vault });
    const known = fold(dossier, facts, now, id);
    const { decisions, dossier: after } = carryOn(known, bundle, now);
    const events = [...facts, ...decisions];
    // Nothing is new only to a dossier that is there.
    if (events.length === 0 && position !== undefined) return { dossier: known, revision, position, events };

    const causationId = context.causationId ?? loaded.causeOf(command) ?? context.commandId;
    const drafts = await this.drafts(loaded, known, events, facts.length, now, { ...context, causationId, traceparent });
    const written = await this.journal.append(streamOf(id), head, drafts);
    // Somebody else carried out the same command, or we did before an unknown outcome: what stands there counts.
    if (written.known) throw new RevisionConflict(streamOf(id), head.revision, written.head.revision);
    loaded.moveTo(after, written, events, drafts);
    // An erased dossier is read anew: what was just written holds more than what can be read of it. One that has run its course is
    // rarely asked for again.
    if (loaded.isOpen && !isOver(after)) this.cache.set(id, loaded);
    else this.cache.delete(id);
    const execution = { dossier: after, revision: written.head.revision, position: written.position, events };
    this.tell(execution);
    return execution;
  }

  private tell(execution: Execution): void {
    for (const listener of this.listeners) listener(execution);
  }

  /** The version in force when a dossier is submitted and when it is received; from then on, the pinned one. */
  private bundleFor(dossier: Dossier | undefined, command: Command, now: Instant): Bundle {
    if (dossier?.bundle) return this.pinned(dossier);
    const code = dossier?.code ?? (command.type === 'SubmitDossier' ? command.submission.bundle : undefined);
    if (code === undefined) throw new CommandRejected('dossier-not-found', command.type);
    if (dossier && !AT_INTAKE.has(command.type)) throw new CommandRejected('not-received', dossier.phase);
    const bundle = this.workflows.inForce(code, now);
    if (!bundle) throw new CommandRejected('no-version-in-force', code);
    return bundle;
  }

  private async drafts(
    { id }: LoadedDossier,
    { bundle }: Dossier,
    events: readonly DossierEvent[],
    facts: number,
    at: Instant,
    { commandId, actor, causationId, traceparent }: Origin,
  ): Promise<Draft[]> {
    const key = events.some(hasPersonalFields) ? ((await this.vault.find(id)) ?? (await this.keyFor(id))) : undefined;
    const shared = { at, commandId, correlationId: id, ...(bundle && { bundle }), ...(traceparent !== undefined && { traceparent }) };
    const eventId = (ordinal: number): string => idOfEvent(`${id}/${commandId}/${ordinal}`);
    const lastFact = facts > 0 ? eventId(facts - 1) : causationId;
    const ofFacts = metadataFor({ ...shared, actor, causationId, decidedBy: 'fact' });
    const ofDecisions = metadataFor({ ...shared, actor: SAGA, causationId: lastFact, decidedBy: 'saga' });
    return events.map((event, i) => encode(event, eventId(i), key, i < facts ? ofFacts : ofDecisions));
  }

  /** Without a key, because it was erased, what is personal is written as erased: the fact itself is never lost. */
  private async keyFor(id: DossierId): Promise<SubjectKey | undefined> {
    try {
      return await this.vault.keyFor(id);
    } catch (error) {
      if (error instanceof KeyErased) return undefined;
      throw error;
    }
  }

  private async loadThrough(id: DossierId): Promise<LoadedDossier> {
    const key = await this.vault.find(id);
    const cached = this.cache.get(id);
    // What was opened before its key was erased must not be shown any more.
    const known = cached && (key || !cached.isOpen) ? cached : undefined;
    if (known && this.alone) return known;
    const loaded = known ?? new LoadedDossier(id);
    const stream = streamOf(id);
    for await (const stored of this.journal.store.readStream(stream, { from: loaded.head.revision + 1 })) {
      const { event, at, metadata } = decode(stored, key);
      loaded.absorb(event, { id: stored.id, ...metadata, at });
      loaded.head = headOf(stored);
      loaded.position = stored.position;
    }
    if (loaded.dossier) this.cache.set(id, loaded);
    return loaded;
  }
}

/** What can be asked of a dossier to which no version is pinned yet. */
const AT_INTAKE: ReadonlySet<Command['type']> = new Set([
  'AssignOffice',
  'ReceiveDossier',
  'DeclineDossier',
  'DecideDuplicate',
  'RequestSupplement',
  'ProvideSupplement',
  'RequestPayment',
  'RecordPayment',
  'WithdrawDossier',
  'PassTime',
]);

/** Looks at a dossier, at its revision, before a command is decided; nobody else in this engine writes to the dossier meanwhile. */
export type Check = (dossier: Dossier, bundle: Bundle, revision: number) => void | Promise<void>;

/** Hears of what was appended to a dossier, and how the dossier stands since. */
type Listener = (appended: Execution) => void;

type WatchedContext = CommandContext & { readonly watched: WatchedCommand };

/** What events say of where they come from. */
interface Origin extends Pick<CommandContext, 'commandId' | 'actor'> {
  readonly causationId: string;
  readonly traceparent: string | undefined;
}

function atOf({ dossier, head, position }: LoadedDossier): DossierAt | undefined {
  return dossier && position !== undefined ? { dossier, revision: head.revision, position } : undefined;
}

/** What decides by itself: the saga, in the name of the system. */
const SAGA: Actor = { kind: 'system', id: 'saga' };

function fold(dossier: Dossier | undefined, events: readonly DossierEvent[], at: Instant, id: DossierId): Dossier {
  let state = dossier;
  for (const event of events) state = evolve(state, event, at, id);
  if (!state) throw new CommandRejected('dossier-not-found', id);
  return state;
}
