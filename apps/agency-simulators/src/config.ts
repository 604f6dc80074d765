/** How the program is set up: environment variables, each with what holds without it. */
export interface Config {
  /** `LIENTHONG_SIMULATORS_PORT`, 3100; 0 takes any free port. Always on 127.0.0.1: this is no service for others. */
  readonly port: number;
  /** `LIENTHONG_SEED`, `lienthong`: the same seed and the same requests give the same results. */
  readonly seed: string;
  /** `LIENTHONG_KEYS_DIR`, `data/signing-keys`: PEM files `<name>.private.pem`, `<name>.public.pem`; missing ones are made. */
  readonly keysDir: string;
  /** `LIENTHONG_SIMULATOR_PACE_MS`, 400: typical time from receiving to the result. */
  readonly paceMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws `RangeError` that names every variable that is wrong. */
export function readConfig(env: Environment): Config {
  const mistakes: string[] = [];
  const config = {
    port: wholeNumber(env, 'LIENTHONG_SIMULATORS_PORT', 3100, 65_535, mistakes),
    seed: env['LIENTHONG_SEED'] || 'lienthong',
    keysDir: env['LIENTHONG_KEYS_DIR'] || 'data/signing-keys',
    paceMs: wholeNumber(env, 'LIENTHONG_SIMULATOR_PACE_MS', 400, 3_600_000, mistakes),
  };
  if (mistakes.length > 0) throw new RangeError(mistakes.join('; '));
  return config;
}

function wholeNumber(env: Environment, name: string, otherwise: number, most: number, mistakes: string[]): number {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  const value = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) mistakes.push(`${name} is to be a whole number from 0 to ${most}, not ${JSON.stringify(text)}`);
  return value;
}
