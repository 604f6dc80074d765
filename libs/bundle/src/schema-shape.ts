import { isObject, type JsonObject } from './json';

/** Names of the members that a schema describes; `undefined` if it does not say, or lets others pass. */
export function propertiesOf(schema: JsonObject | undefined): readonly string[] | undefined {
  if (!schema || !isObject(schema['properties']) || schema['additionalProperties'] !== false) return undefined;
  return Object.keys(schema['properties']);
}

/** Names of the members that a schema always requires. */
export function requiredOf(schema: JsonObject | undefined): readonly string[] {
  const required = schema?.['required'];
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

/** The schema of one member. */
export function memberOf(schema: JsonObject | undefined, name: string): JsonObject | undefined {
  const properties = schema?.['properties'];
  const member = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return isObject(member) ? member : undefined;
}
