/** The texts of a workflows directory, by their path below it with `/` between the parts. */
export type WorkflowFiles = ReadonlyMap<string, string>;

/** Definitions are the YAML files that lie directly in a bundle's folder: `birth/2024-07-01.yaml`. */
export function definitionFiles(files: WorkflowFiles): readonly string[] {
  return [...files.keys()].filter((path) => /^(?!reference\/|schema\/)[^/]+\/[^/]+\.ya?ml$/.test(path)).sort();
}
