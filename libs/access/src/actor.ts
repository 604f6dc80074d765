import type { Actor } from '@lienthong/event-store';

/** Nobody said who asks. */
export class ActorRequired extends Error {
  readonly code = 'actor-required';
}

/** The actor may not do this. */
export class NotAllowed extends Error {
  readonly code = 'not-allowed';
  readonly details: { readonly allowed: string };
  constructor(
    readonly actor: Actor['kind'],
    readonly allowed: readonly Actor['kind'][],
  ) {
    super(`${actor} may not do this: it is for ${allowed.join(', ')}`);
    this.details = { allowed: allowed.join(', ') };
  }
}

// Agencies prove themselves by signatures, and the system speaks for itself: neither comes in by this header.
const KINDS = ['citizen', 'officer', 'operator'] as const;
// What an HTTP header carries unharmed.
const WORD = /^[A-Za-z0-9._@:+-]{1,128}$/;

/**
 * Reads the development header: `kind=officer; id=tran.thi.b; office=26734; role=one-stop`. It proves nothing, which is why
 * the engine listens on loopback only as long as this is all there is. Throws {@link ActorRequired}.
 */
export function parseActor(header: string | undefined): Actor {
  if (header === undefined) throw new ActorRequired('the request does not say who asks');
  const pairs = header.split(';').map((pair): [string, string] => {
    const [name = '', ...value] = pair.split('=').map((part) => part.trim());
    return [name, value.join('=')];
  });
  const fields = new Map(pairs);
  if (fields.size < pairs.length) throw new ActorRequired('the header says something twice');
  const kind = KINDS.find((each) => each === fields.get('kind'));
  const [id, office, role] = ['id', 'office', 'role'].map((name) => fields.get(name));
  if (!kind || id === undefined || ![id, office ?? 'none', role ?? 'none'].every((word) => WORD.test(word))) {
    throw new ActorRequired('the header does not name a kind and an id');
  }
  return { kind, id, ...(office !== undefined && { office }), ...(role !== undefined && { role }) };
}

/** @throws NotAllowed unless the actor is of one of these kinds */
export function allow(actor: Actor, ...kinds: readonly Actor['kind'][]): void {
  if (!kinds.includes(actor.kind)) throw new NotAllowed(actor.kind, kinds);
}

export type { Actor };
