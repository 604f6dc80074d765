/** A JSON object whose members are not yet known. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Does the object have the member itself, not by inheritance? */
export const has = (object: JsonObject, key: string): boolean => Object.hasOwn(object, key);
