import { Ajv2020 } from 'ajv/dist/2020';

/** Which occasions of its kind a fault strikes. */
interface When {
  readonly match?: { readonly dossier?: string; readonly handoff?: string; readonly procedure?: string; readonly applicant?: string };
  /** The first n occasions only. */
  readonly times?: number;
  /** n out of each `of` occasions. */
  readonly every?: { readonly n: number; readonly of: number };
}

/** Calls: sending something (`push`), asking about it (`ask`), or both. */
type On = { readonly on?: 'push' | 'ask' | 'any' };

/** What an operator can switch on. Faults of messages strike final news; `on` is `any` for down and slow, else `push`. */
export type FaultSpec = When &
  (
    | ({ readonly kind: 'down'; readonly mode?: 'reset' | '503'; readonly retryAfterSeconds?: number } & On)
    | ({ readonly kind: 'slow'; readonly ms: number } & On)
    | ({ readonly kind: 'error'; readonly code?: string; readonly text?: string; readonly status?: number } & On)
    | { readonly kind: 'time-out-after-processing'; readonly mode?: 'silence' | 'reset' }
    /** Forgets what it has: takes a repeated request for a new one. */
    | { readonly kind: 'no-dedupe' }
    | { readonly kind: 'malformed'; readonly on?: 'push' | 'ask' | 'callback'; readonly mode?: 'garbage' | 'wrong-shape' | 'huge' }
    | { readonly kind: 'lost-callback' }
    | { readonly kind: 'callback-twice' }
    | { readonly kind: 'out-of-order'; readonly mode?: 'final-first' | 'old-after-final' }
    | { readonly kind: 'wrong-signature' }
    | { readonly kind: 'refuse'; readonly reason: string }
    /** Asks for a supplement, and goes on by itself after `ms`; 0 or absent: never. */
    | { readonly kind: 'supplement'; readonly note: string; readonly ms?: number }
    | { readonly kind: 'personal-id-late'; readonly ms: number }
  );

const count = { type: 'integer', minimum: 1 };
const text = { type: 'string', minLength: 1 };
const when = {
  times: count,
  every: { type: 'object', properties: { n: count, of: count }, required: ['n', 'of'], additionalProperties: false },
  match: {
    type: 'object',
    properties: { dossier: text, handoff: text, procedure: text, applicant: text },
    minProperties: 1,
    additionalProperties: false,
  },
};
const on = { enum: ['push', 'ask', 'any'] };
const ms = { type: 'integer', minimum: 0 };

const KINDS: Readonly<Record<FaultSpec['kind'], { properties?: object; required?: readonly string[] }>> = {
  down: { properties: { mode: { enum: ['reset', '503'] }, retryAfterSeconds: ms, on } },
  slow: { properties: { ms, on }, required: ['ms'] },
  error: { properties: { code: text, text: { type: 'string' }, status: { type: 'integer', minimum: 200, maximum: 599 }, on } },
  'time-out-after-processing': { properties: { mode: { enum: ['silence', 'reset'] } } },
  'no-dedupe': {},
  malformed: { properties: { on: { enum: ['push', 'ask', 'callback'] }, mode: { enum: ['garbage', 'wrong-shape', 'huge'] } } },
  'lost-callback': {},
  'callback-twice': {},
  'out-of-order': { properties: { mode: { enum: ['final-first', 'old-after-final'] } } },
  'wrong-signature': {},
  refuse: { properties: { reason: text }, required: ['reason'] },
  supplement: { properties: { note: text, ms }, required: ['note'] },
  'personal-id-late': { properties: { ms }, required: ['ms'] },
};

const ajv = new Ajv2020({ allErrors: true });
const kindOnly = ajv.compile({
  type: 'object',
  properties: { kind: { enum: Object.keys(KINDS) } },
  required: ['kind'],
});
const validators = Object.fromEntries(
  Object.entries(KINDS).map(([kind, { properties = {}, required = [] }]) => [
    kind,
    ajv.compile({ type: 'object', properties: { kind: { const: kind }, ...when, ...properties }, required, additionalProperties: false }),
  ]),
);

/** One fault, or a list of them, from a request's body. Throws `RangeError` that says what is wrong with which. */
export function readFaults(body: unknown): FaultSpec[] {
  const list: readonly unknown[] = Array.isArray(body) ? body : [body];
  return list.map((item, index) => {
    const validate = kindOnly(item) ? validators[(item as { kind: string }).kind] : kindOnly;
    if (validate === undefined || !validate(item) || validate === kindOnly) {
      const why = (validate?.errors ?? []).map(({ instancePath, message, params }) => {
        const more: unknown = params['additionalProperty'] ?? params['allowedValues'];
        return `${instancePath || '/'} ${message ?? 'is wrong'}${more === undefined ? '' : ` (${JSON.stringify(more)})`}`;
      });
      throw new RangeError(`fault ${index + 1}: ${why.join('; ')}`);
    }
    return item as FaultSpec;
  });
}
