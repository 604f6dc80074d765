import { NO_STREAM, type Draft, type Head, type Metadata, type Position, type Written } from '@lienthong/event-store';
import { evolve, isErased, isHandoffSide, type Command, type Dossier, type DossierEvent, type DossierId, type HandoffId } from '../domain';
import type { TraceOrigin } from './command-watch';
import type { CommandContext } from './dossiers';
import { traceIdOf } from './traceparent';

const NO_ORIGIN: TraceOrigin = { others: [] };

/** A dossier as it was folded from its stream, with what is needed to write behind it. */
export class LoadedDossier {
  dossier: Dossier | undefined;
  head: Head = NO_STREAM;
  /** Of its last event in the whole log. */
  position: Position | undefined;
  private readonly commandIds = new Set<string>();
  /** The last event of each handoff: what the next one about it follows from. */
  private readonly lastOf = new Map<HandoffId, string>();
  /** Of the last event. */
  private traceparent: string | undefined;
  /** Of the event by which each handoff was demanded, or demanded again. */
  private readonly demands = new Map<HandoffId, string>();

  constructor(readonly id: DossierId) {}

  /** Takes over an event of the stream. */
  absorb(event: DossierEvent, about: Pick<Metadata, 'at' | 'commandId' | 'traceparent'> & { readonly id: string }): void {
    this.dossier = evolve(this.dossier, event, about.at, this.id);
    this.remember(event, about.id, about);
  }

  /** Takes over what has just been appended, and the dossier as it stands since. */
  moveTo(dossier: Dossier, { head, position }: Written, events: readonly DossierEvent[], drafts: readonly Draft[]): void {
    this.dossier = dossier;
    this.head = head;
    this.position = position;
    for (const [i, event] of events.entries()) {
      const draft = drafts[i];
      if (draft) this.remember(event, draft.id, draft.metadata);
    }
  }

  private remember(event: DossierEvent, id: string, { commandId, traceparent }: Pick<Metadata, 'commandId' | 'traceparent'>): void {
    this.commandIds.add(commandId);
    if (isHandoffSide(event)) this.lastOf.set(event.data.handoff, id);
    if (traceparent === undefined) return;
    this.traceparent = traceparent;
    if (event.type === 'HandoffRequested' || event.type === 'HandoffReleased') this.demands.set(event.data.handoff, traceparent);
  }

  /** The command was carried out before. */
  knows(commandId: string): boolean {
    return this.dossier !== undefined && this.commandIds.has(commandId);
  }

  /** Where a command comes from, unless the caller knows better: from the last event of its handoff. */
  causeOf(command: Command): string | undefined {
    return 'handoff' in command ? this.lastOf.get(command.handoff) : undefined;
  }

  /** The trace of the event that demanded a handoff; without one, that of the dossier's last event. */
  traceOf(handoff: HandoffId): string | undefined {
    return this.demands.get(handoff) ?? this.traceparent;
  }

  /** Which trace a command continues, and which others it has to do with. What follows by itself belongs to what it follows from. */
  originOf(command: Command, { traceparent, requestTrace }: Pick<CommandContext, 'traceparent' | 'requestTrace'>): TraceOrigin {
    const known = 'handoff' in command ? this.traceOf(command.handoff) : this.traceparent;
    const parent = traceparent ?? known ?? requestTrace;
    if (parent === undefined) return NO_ORIGIN;
    const others = [known, requestTrace].filter((each) => each !== undefined).filter((each) => traceIdOf(each) !== traceIdOf(parent));
    return { parent, others };
  }

  /** It was folded with its key at hand, so it holds what is personal. */
  get isOpen(): boolean {
    return this.dossier !== undefined && !isErased(this.dossier.form);
  }
}
