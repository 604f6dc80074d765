type Data = Readonly<Record<string, unknown>>;

/**
 * How the data of older schema versions becomes that of the next: `UPCASTERS.SomeEvent[0]` turns version 1 into 2.
 * The bytes in the log stay as they were written; only readers see the newer form. Personal fields come opened, or as `ERASED`.
 */
export type Upcasters = Readonly<Record<string, readonly ((data: Data) => Data)[]>>;

/** All events are in their first version so far. */
export const UPCASTERS: Upcasters = {};

/** The version in which events of this type are written now. */
export const currentSchema = (type: string, upcasters: Upcasters = UPCASTERS): number => (upcasters[type]?.length ?? 0) + 1;

/** Brings data of an older schema version to the current one. Throws for a version from the future: a newer engine wrote it. */
export function upcast(type: string, schema: number, data: Data, upcasters: Upcasters = UPCASTERS): Data {
  const current = currentSchema(type, upcasters);
  if (schema > current) {
    throw new Error(`${type} is stored in schema version ${schema}, this engine knows ${current}: start the newer engine`);
  }
  return (upcasters[type] ?? []).slice(schema - 1).reduce((older, step) => step(older), data);
}
