import { SECRET_VARIABLES } from './secret-files';

/** Every variable that a program of this project reads, and docs/configuration.md explains; a test holds the three together. */
export const VARIABLES: readonly string[] = [
  'LIENTHONG_ACTOR',
  'LIENTHONG_AGENCIES_URL',
  'LIENTHONG_ATTACHMENTS',
  'LIENTHONG_ATTACHMENTS_DIR',
  'LIENTHONG_ATTACHMENT_MIB',
  'LIENTHONG_DATA_DIR',
  'LIENTHONG_DOSSIER_ATTACHMENTS_MIB',
  'LIENTHONG_EXCHANGE_FILE',
  'LIENTHONG_FIRE_KEEP',
  'LIENTHONG_FIRE_SEED',
  'LIENTHONG_HOST',
  'LIENTHONG_KEYS_DIR',
  'LIENTHONG_KEYS_URL',
  'LIENTHONG_LOG_FORMAT',
  'LIENTHONG_LOG_LEVEL',
  'LIENTHONG_TRACES_URL',
  'LIENTHONG_TRACES_SHARE',
  'LIENTHONG_LOG_URL',
  'LIENTHONG_MASTER_KEY_FILE',
  'LIENTHONG_MIN_FREE_MIB',
  'LIENTHONG_PENDING_ATTACHMENTS_MIB',
  'LIENTHONG_PORT',
  'LIENTHONG_PUBLIC_URL',
  'LIENTHONG_QUEUE',
  'LIENTHONG_QUEUE_BOARD_PORT',
  'LIENTHONG_READ_MODELS_URL',
  'LIENTHONG_ROLES',
  'LIENTHONG_SEAL_FILE',
  'LIENTHONG_SEAL_PASSWORD',
  'LIENTHONG_SEED',
  'LIENTHONG_SIGNING_KEYS_DIR',
  'LIENTHONG_SIMULATORS_PORT',
  'LIENTHONG_SIMULATOR_PACE_MS',
  'LIENTHONG_URL',
  'LIENTHONG_WORKFLOWS_DIR',
];

const KNOWN: ReadonlySet<string> = new Set([...VARIABLES, ...SECRET_VARIABLES.map((name) => `${name}_FILE`)]);

/** What Kubernetes puts into every container for a Service whose name begins like ours. */
const SERVICE_LINK = /^LIENTHONG_(?:\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP)(?:_\w+)?)$/;

/**
 * What is wrong with the names of variables: one that begins with `LIENTHONG_` and that nobody reads is most likely a slip, and what it was to
 * set would stay as it is without it, such as a development key instead of the real one.
 */
export function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  const names = Object.keys(environment).filter((name) => name.startsWith('LIENTHONG_') && !KNOWN.has(name));
  return names.sort().map((name) => {
    if (SERVICE_LINK.test(name)) return `${name}: made by Kubernetes of the name of a Service; set enableServiceLinks: false in the pod`;
    const nearest = [...KNOWN].map((known) => ({ known, far: distance(name, known) })).sort((one, other) => one.far - other.far)[0];
    return `${name}: no such variable${nearest && nearest.far <= 3 ? `; is ${nearest.known} meant?` : ''}`;
  });
}

/** How many letters to put in, take out or change until the one is the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [above, letter] of [...one].entries()) {
    const next = [above + 1];
    for (let at = 0; at < other.length; at++) {
      const changed = (row[at] ?? 0) + (letter === other[at] ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
