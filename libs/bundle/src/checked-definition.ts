import type { Definition } from './definition';
import type { SchemaLibrary } from './schema-library';
import type { YamlSource } from './yaml-source';

/** A definition whose shape is right, with what is needed to check its meaning and to point at the place. */
export interface CheckedDefinition {
  readonly source: YamlSource;
  readonly definition: Definition;
  readonly schemas: SchemaLibrary;
  /** Absent when the list of agencies itself cannot be read. */
  readonly agencies: readonly string[] | undefined;
}
