import { durationMillis } from '@lienthong/calendar';
import type { SyncPolicy, SyncTarget } from '@lienthong/status-sync';

/** Who is told the statuses of dossiers, and how. Who is absent is not told anything. */
export type StatusSyncConfig = ReadonlyMap<SyncTarget, StatusExchange>;

export interface StatusExchange {
  readonly url: string;
  readonly callTimeoutMs: number;
  readonly policy: SyncPolicy;
}

/** What the exchange file says of one of them: fields as of an agency, as far as they matter here. */
export interface StatusEntry {
  readonly url: string;
  readonly callTimeout: string;
  readonly maxTries: number;
  readonly backoff: { readonly first: string; readonly factor: number; readonly max: string };
  readonly concurrency: number;
  readonly ratePerSecond?: number;
}

/** The names under which the exchange file has them, and people know them. */
export type ReceiverName = 'portal' | 'linked-channel';
export const TARGETS: Readonly<Record<ReceiverName, SyncTarget>> = { portal: 'portal', 'linked-channel': 'channel' };
export const RECEIVER_NAMES = Object.keys(TARGETS) as readonly ReceiverName[];

const FIELDS = ['url', 'callTimeout', 'maxTries', 'backoff', 'concurrency', 'ratePerSecond'] as const;

/** The JSON Schema of `statusSync`, of the schemas that an agency's fields have. */
export const statusSyncSchema = (fields: Readonly<Record<(typeof FIELDS)[number], object>>) => {
  const entry = {
    type: 'object',
    required: FIELDS.filter((field) => field !== 'ratePerSecond'),
    additionalProperties: false,
    properties: Object.fromEntries(FIELDS.map((field) => [field, fields[field]])),
  };
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(Object.keys(TARGETS).map((name) => [name, entry])),
  };
};

/** @param url replaces their own addresses */
export function statusSyncOf(entries: Readonly<Record<string, StatusEntry>>, url?: string): StatusSyncConfig {
  return new Map(
    Object.entries(entries).flatMap(([name, entry]) => {
      const target = TARGETS[name as ReceiverName] as SyncTarget | undefined;
      return target ? [[target, exchangeOf(url === undefined ? entry : { ...entry, url })] as const] : [];
    }),
  );
}

function exchangeOf({ url, callTimeout, maxTries, backoff, concurrency, ratePerSecond }: StatusEntry): StatusExchange {
  return {
    url,
    callTimeoutMs: durationMillis(callTimeout),
    policy: {
      maxTries,
      backoff: { firstMs: durationMillis(backoff.first), factor: backoff.factor, maxMs: durationMillis(backoff.max) },
      concurrency,
      ...(ratePerSecond !== undefined && { ratePerSecond }),
    },
  };
}
