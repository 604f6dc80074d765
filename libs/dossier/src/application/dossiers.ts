import type { KeyVault } from '@lienthong/access';
import type { Bundle, Workflows } from '@lienthong/bundle';
import type { Clock, Instant } from '@lienthong/calendar';
import { eventHash, NO_STREAM, RevisionConflict, type Actor, type Draft, type Head, type Journal } from '@lienthong/event-store';
import { v5 as uuidv5 } from 'uuid';
import { CommandRejected, decide, evolve, plan, type Command, type Dossier, type DossierEvent, type DossierId } from '../domain';
import { decode, encode, streamOf, type RecordedEvent } from './codec/dossier-codec';
import { hasPersonalFields } from './codec/sealed-fields';
import { KeyedLock } from './keyed-lock';
import { RecentlyUsed } from './recently-used';

/** Who asks, by which command, led to by what. */
export interface CommandContext {
  readonly commandId: string;
  readonly actor: Actor;
  /** The event or message that led to the command; default: the command itself. */
  readonly causationId?: string;
  readonly traceparent?: string;
}

export interface Execution {
  readonly dossier: Dossier;
  readonly revision: number;
  /** What was written: the facts, then the saga's decisions. Empty if the command said nothing new. */
  readonly events: readonly DossierEvent[];
}

/** A dossier as it was loaded, with what is needed to write behind it. */
interface Loaded {
  readonly dossier: Dossier | undefined;
  readonly head: Head;
  readonly commandIds: ReadonlySet<string>;
}

/** Too many others write to this dossier at the same time. Trying again later is safe. */
export class DossierBusy extends Error {
  readonly code = 'dossier-busy';
}

// The namespace (RFC 9562, section 5.5) in which event ids are made from command ids.
const EVENT_IDS = '5d1c7a52-3f0e-5b0e-9d0c-6c69656e7468';
const CACHED_DOSSIERS = 5_000;
const TRIES = 20;

/**
 * Carries out commands on dossiers: load, decide, let the saga plan on the new state, and append facts and decisions in one
 * write. A conflict loads and decides again.
 */
export class Dossiers {
  private readonly cache = new RecentlyUsed<DossierId, Loaded>(CACHED_DOSSIERS);
  private readonly lock = new KeyedLock<DossierId>();

  constructor(
    private readonly journal: Journal,
    private readonly vault: KeyVault,
    private readonly workflows: Workflows,
    private readonly clock: Clock,
  ) {}

  /** The dossier as it is now, or nothing. */
  async load(id: DossierId): Promise<{ readonly dossier: Dossier; readonly revision: number } | undefined> {
    const { dossier, head } = await this.loadThrough(id);
    return dossier && { dossier, revision: head.revision };
  }

  /** The dossier's events, in order, opened with its key. */
  async *history(id: DossierId, after = -1): AsyncGenerator<RecordedEvent> {
    const key = this.vault.find(id);
    for await (const stored of this.journal.store.readStream(streamOf(id), { from: after + 1 })) yield decode(stored, key);
  }

  /** The version that a dossier is pinned to. Throws if its definition is not there any more, or is another text now. */
  pinned(dossier: Dossier): Bundle {
    const bundle = dossier.bundle && this.workflows.get(dossier.bundle);
    if (!bundle) throw new Error(`${dossier.id}: no definition of ${dossier.bundle ?? 'a version not pinned yet'} in workflows/`);
    return bundle;
  }

  /**
   * Carries out one command. Idempotent by command id.
   * @throws CommandRejected the dossier does not allow it
   * @throws DossierBusy too many conflicts in a row
   */
  async execute(id: DossierId, command: Command, context: CommandContext): Promise<Execution> {
    return this.lock.run(id, async () => {
      for (let attempt = 1; attempt <= TRIES; attempt++) {
        const loaded = await this.loadThrough(id);
        try {
          return await this.executeOn(id, loaded, command, context);
        } catch (error) {
          this.cache.delete(id);
          if (!(error instanceof RevisionConflict)) throw error;
        }
      }
      throw new DossierBusy(`${id}: ${TRIES} conflicts in a row; try again`);
    });
  }

  private async executeOn(id: DossierId, loaded: Loaded, command: Command, context: CommandContext): Promise<Execution> {
    const { dossier, head, commandIds } = loaded;
    if (dossier && commandIds.has(context.commandId)) return { dossier, revision: head.revision, events: [] };
    const now = this.clock.now();
    const bundle = this.bundleFor(dossier, command, now);
    const facts = decide(dossier, command, bundle, now);
    const known = fold(dossier, facts, now, id);
    const decisions = plan(known, bundle, now);
    const events = [...facts, ...decisions];
    if (events.length === 0) return { dossier: known, revision: head.revision, events };

    const drafts = await this.drafts(id, known, facts, decisions, now, context);
    const written = await this.journal.append(streamOf(id), head, drafts);
    const after = fold(known, decisions, now, id);
    const ids = new Set(commandIds).add(context.commandId);
    this.cache.set(id, { dossier: after, head: written.head, commandIds: ids });
    return { dossier: after, revision: written.head.revision, events };
  }

  /** The version in force when a dossier is submitted and when it is received; from then on, the pinned one. */
  private bundleFor(dossier: Dossier | undefined, command: Command, now: Instant): Bundle {
    if (dossier?.bundle) return this.pinned(dossier);
    const code = dossier?.code ?? (command.type === 'SubmitDossier' ? command.submission.bundle : undefined);
    if (code === undefined) throw new CommandRejected('dossier-not-found', command.type);
    if (dossier && command.type !== 'ReceiveDossier') throw new CommandRejected('not-received', dossier.phase);
    const bundle = this.workflows.inForce(code, now);
    if (!bundle) throw new CommandRejected('no-version-in-force', code);
    return bundle;
  }

  private async drafts(
    id: DossierId,
    known: Dossier,
    facts: readonly DossierEvent[],
    decisions: readonly DossierEvent[],
    at: Instant,
    context: CommandContext,
  ): Promise<Draft[]> {
    const key = [...facts, ...decisions].some(hasPersonalFields) ? await this.vault.keyFor(id) : undefined;
    const { commandId, actor, causationId = commandId, traceparent } = context;
    const shared = {
      at,
      commandId,
      correlationId: id,
      ...(known.bundle && { bundle: known.bundle }),
      ...(traceparent !== undefined && { traceparent }),
    };
    const eventId = (ordinal: number): string => uuidv5(`${id}/${commandId}/${ordinal}`, EVENT_IDS);
    const cause = facts.length > 0 ? eventId(facts.length - 1) : causationId;
    return [
      ...facts.map((event, i) => encode(event, eventId(i), key, { ...shared, actor, causationId, decidedBy: 'fact' })),
      ...decisions.map((event, i) =>
        encode(event, eventId(facts.length + i), key, { ...shared, actor: SAGA, causationId: cause, decidedBy: 'saga' }),
      ),
    ];
  }

  private async loadThrough(id: DossierId): Promise<Loaded> {
    const cached = this.cache.get(id);
    if (cached) return cached;
    let dossier: Dossier | undefined;
    let head = NO_STREAM;
    const commandIds = new Set<string>();
    const key = this.vault.find(id);
    const stream = streamOf(id);
    for await (const stored of this.journal.store.readStream(stream)) {
      const { event, at, metadata } = decode(stored, key);
      dossier = evolve(dossier, event, at, id);
      head = { revision: stored.revision, hash: eventHash(stream, stored.revision, stored) };
      commandIds.add(metadata.commandId);
    }
    const loaded = { dossier, head, commandIds };
    if (dossier) this.cache.set(id, loaded);
    return loaded;
  }
}

/** What decides by itself: the saga, in the name of the system. */
const SAGA: Actor = { kind: 'system', id: 'saga' };

function fold(dossier: Dossier | undefined, events: readonly DossierEvent[], at: Instant, id: DossierId): Dossier {
  let state = dossier;
  for (const event of events) state = evolve(state, event, at, id);
  if (!state) throw new CommandRejected('dossier-not-found', id);
  return state;
}
