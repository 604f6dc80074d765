/** Pieces of which the wire schemas are made. An object allows nothing beside its members: what is misspelt is found. */
type Schema = Readonly<Record<string, unknown>>;

export const text: Schema = { type: 'string', minLength: 1, maxLength: 500, format: 'well-formed' };
/** What people wrote to people: may be long, may be empty. */
export const prose: Schema = { type: 'string', format: 'well-formed' };
export const pattern = (regex: string): Schema => ({ type: 'string', pattern: regex });
export const oneOf = (...values: readonly string[]): Schema => ({ enum: values });

export const object = (required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

/** As {@link object}, but what is unknown is let pass: for messages to us, which may grow. */
export const open = (required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema => ({
  ...object(required, optional),
  additionalProperties: true,
});

export const list = (items: Schema, limits: { readonly minItems?: number; readonly maxItems?: number } = {}): Schema => ({
  type: 'array',
  items,
  ...limits,
});

export const isoDate = pattern('^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$');
/** Partial dates are legal: a parent's day or month of birth may be unknown. */
export const partialIsoDate = pattern('^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$');
export const isoInstant: Schema = { type: 'string', format: 'utc-instant' };
export const personalId = pattern('^\\d{12}$');
export const url = pattern('^https?://');
