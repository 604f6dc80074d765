import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { ConfigMap, Secret, Service } from 'kubernetes-types/core/v1';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';

export const MANIFESTS = 'docker/kubernetes';

interface Kinds {
  readonly ConfigMap: ConfigMap;
  readonly Deployment: Deployment;
  readonly NetworkPolicy: NetworkPolicy;
  readonly PodDisruptionBudget: PodDisruptionBudget;
  readonly Secret: Secret;
  readonly Service: Service;
}

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** What stands in one of our files. */
export function readManifests(file: string): Manifest[] {
  const documents = parseAllDocuments(readFileSync(join(projectRoot(), MANIFESTS, file), 'utf8'));
  return documents.map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.join(', ')}`);
    return document.toJS() as Manifest;
  });
}

/** Those of one kind. That they have its shape is what {@link mistakesOfShape} finds out. */
export const ofKind = <Kind extends keyof Kinds>(manifests: readonly Manifest[], kind: Kind): Kinds[Kind][] =>
  manifests.filter((manifest) => manifest.kind === kind) as Kinds[Kind][];

/**
 * What the Kubernetes API would not know or not take in manifests, by its published types: fields, what they hold, and what has to be there.
 * TypeScript judges literals more strictly than values: a field that a type does not have is a mistake.
 */
export function mistakesOfShape(manifests: readonly Manifest[]): string[] {
  const file = join(projectRoot(), 'manifests.ts');
  const lines = manifests.map(({ apiVersion, kind, ...rest }, at) => {
    const group = apiVersion === 'v1' ? 'core/v1' : apiVersion.replace('.k8s.io', '');
    const type = `import('kubernetes-types/${group}').${kind}`;
    return `export const m${at}: ${type} = ${JSON.stringify({ apiVersion, kind, ...rest })};`;
  });
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.Node20,
    moduleResolution: ts.ModuleResolutionKind.Node16,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, version, ...more) =>
    name === file ? ts.createSourceFile(name, lines.join('\n'), version) : getSourceFile.call(host, name, version, ...more);
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ start = 0, file: at, messageText }) => {
    const line = at?.getLineAndCharacterOfPosition(start).line ?? 0;
    const { kind, metadata } = manifests[line] ?? { kind: '', metadata: { name: '' } };
    return `${kind} ${metadata.name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
