import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { Ajv2020 } from 'ajv/dist/2020';
import { parse } from 'yaml';
import { composeSchema } from './compose-schema';

/** A service of a compose file, as far as our files use what the Compose Specification has. */
export interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: readonly string[];
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly network_mode?: string;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly restart?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
}

export interface ComposeFile {
  readonly path: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile<Partial<ComposeFile>>(composeSchema);

/** Reads a compose file of ours. Throws when it says what the specification does not know, or what none of our files has said yet. */
export const readComposeFile = (path: string): ComposeFile => composeFile(path, readFileSync(join(projectRoot(), path), 'utf8'));

/** The same of a text. @param path under which it is named */
export function composeFile(path: string, text: string): ComposeFile {
  const content: unknown = parse(text, { merge: true });
  if (!validate(content)) {
    const mistakes = (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
    throw new Error(`${path}:\n${mistakes.join('\n')}`);
  }
  return { services: {}, volumes: {}, networks: {}, secrets: {}, ...content, path };
}
