import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where an installation keeps its things. All paths are absolute. */
export interface Installation {
  readonly dataDir: string;
  /** The log: the one file that must never be lost. */
  readonly logFile: string;
  /** The keys of personal data, wrapped by the master key. */
  readonly keysFile: string;
  readonly masterKeyFile: string;
  /** The master key was not configured: the development key beside the data is used, and made if it is not there. */
  readonly developmentMasterKey: boolean;
  /** Derived; can be thrown away. */
  readonly readModelsFile: string;
  /** Keys that sign what goes between us and the agencies. */
  readonly signingKeysDir: string;
  readonly workflowsDir: string;
  /** The files that forms cite, sealed under the keys of their dossiers. */
  readonly attachmentsDir: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the installation from the environment: `LIENTHONG_DATA_DIR` (default `data` below the current folder),
 * `LIENTHONG_MASTER_KEY_FILE`, `LIENTHONG_SIGNING_KEYS_DIR`, `LIENTHONG_ATTACHMENTS_DIR`, `LIENTHONG_WORKFLOWS_DIR` (default: the project's own).
 */
export function installationFrom(environment: Environment): Installation {
  const dataDir = resolve(environment['LIENTHONG_DATA_DIR'] ?? 'data');
  const masterKey = environment['LIENTHONG_MASTER_KEY_FILE'];
  return {
    dataDir,
    logFile: join(dataDir, 'log.db'),
    keysFile: join(dataDir, 'keys.db'),
    masterKeyFile: masterKey === undefined ? join(dataDir, 'development-master.key') : resolve(masterKey),
    developmentMasterKey: masterKey === undefined,
    readModelsFile: join(dataDir, 'read-models.db'),
    signingKeysDir: resolve(environment['LIENTHONG_SIGNING_KEYS_DIR'] ?? join(dataDir, 'signing-keys')),
    attachmentsDir: resolve(environment['LIENTHONG_ATTACHMENTS_DIR'] ?? join(dataDir, 'attachments')),
    workflowsDir: resolve(environment['LIENTHONG_WORKFLOWS_DIR'] ?? join(projectRoot(), 'workflows')),
  };
}

/** The folder of the project, from the sources as from `dist`. */
export function projectRoot(from = __dirname): string {
  const parent = dirname(from);
  if (parent === from) throw new Error(`no folder above ${__dirname} holds the project`);
  return existsSync(join(from, 'nx.json')) ? from : projectRoot(parent);
}
