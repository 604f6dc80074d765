import type { Contract } from './bundle';
import { compileContract, schemaChecker } from './contract';
import { resolveSchema, SchemaError } from './schema-references';
import type { WorkflowFiles } from './workflow-files';

export type SchemaEntry =
  | { readonly contract: Contract; readonly files: ReadonlySet<string>; readonly error?: never }
  | { readonly error: string; readonly contract?: never; readonly files?: never };

/** The schemas of a workflows directory; each is resolved and compiled once, when it is first asked for. */
export class SchemaLibrary {
  private readonly checker = schemaChecker();
  private readonly entries = new Map<string, SchemaEntry>();

  constructor(private readonly files: WorkflowFiles) {}

  exists(path: string): boolean {
    return this.files.has(path);
  }

  paths(): readonly string[] {
    return [...this.files.keys()].filter((path) => path.endsWith('.schema.json'));
  }

  get(path: string): SchemaEntry {
    const entry = this.entries.get(path) ?? this.build(path);
    this.entries.set(path, entry);
    return entry;
  }

  private build(path: string): SchemaEntry {
    try {
      const { schema, files } = resolveSchema(path, this.files);
      return { contract: compileContract(path, schema, this.checker), files };
    } catch (error) {
      if (error instanceof SchemaError) return { error: error.message };
      throw error;
    }
  }
}
