import { readFileSync } from 'node:fs';
import type { AgencyCode } from '@lienthong/bundle';
import { durationMillis } from '@lienthong/calendar';
import type { ExchangePolicy } from '@lienthong/handoff';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020';
import { parse } from 'yaml';
import { statusSyncOf, statusSyncSchema, type StatusEntry, type StatusSyncConfig } from './status-sync-config';

/** How each agency's system is reached and dealt with. */
export type ExchangeConfig = ReadonlyMap<AgencyCode, AgencyExchange>;

export interface AgencyExchange {
  readonly url: string;
  /** Name of its public key, if it signs messages to us. */
  readonly key?: string;
  readonly callTimeoutMs: number;
  readonly policy: ExchangePolicy;
}

interface Entry {
  readonly url: string;
  readonly key?: string;
  readonly callTimeout: string;
  readonly attemptPatience: string;
  readonly followAfter: string;
  readonly followEvery: string;
  readonly maxTries: number;
  readonly backoff: { readonly first: string; readonly factor: number; readonly max: string };
  readonly concurrency: number;
  readonly ratePerSecond?: number;
}

const duration = { type: 'string', pattern: '^P(?=\\d|T\\d)(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d{1,3})?S)?)?$' };
const count = { type: 'integer', minimum: 1, maximum: 10_000 };

const url = { type: 'string', pattern: '^https?://[^\\s]+$' };
const backoff = {
  type: 'object',
  required: ['first', 'factor', 'max'],
  additionalProperties: false,
  properties: { first: duration, factor: { type: 'number', minimum: 1, maximum: 10 }, max: duration },
};
const ratePerSecond = { type: 'number', exclusiveMinimum: 0 };

interface Content {
  readonly agencies: Readonly<Record<string, Entry>>;
  readonly statusSync?: Readonly<Record<string, StatusEntry>>;
}

const validate = new Ajv2020({ allErrors: true }).compile<Content>({
  type: 'object',
  required: ['agencies'],
  additionalProperties: false,
  properties: {
    agencies: {
      type: 'object',
      required: ['justice', 'police', 'social-insurance', 'commune-affairs', 'home-affairs'],
      additionalProperties: {
        type: 'object',
        required: ['url', 'callTimeout', 'attemptPatience', 'followAfter', 'followEvery', 'maxTries', 'backoff', 'concurrency'],
        additionalProperties: false,
        properties: {
          url,
          key: { type: 'string', pattern: '^[a-z0-9-]+$' },
          callTimeout: duration,
          attemptPatience: duration,
          followAfter: duration,
          followEvery: duration,
          maxTries: count,
          backoff,
          concurrency: count,
          ratePerSecond,
        },
      },
    },
    statusSync: statusSyncSchema({ url, callTimeout: duration, maxTries: count, backoff, concurrency: count, ratePerSecond }),
  },
});

export interface ReadExchange {
  readonly config: ExchangeConfig;
  readonly statusSync: StatusSyncConfig;
  readonly mistakes: readonly string[];
}

/** Reads an exchange file; all that is wrong with it is in `mistakes`. `url` replaces all addresses in it. */
export function readExchange(file: string, url?: string): ReadExchange {
  const statusSync: StatusSyncConfig = new Map();
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return { config: new Map(), statusSync, mistakes: [`${file}: ${error instanceof Error ? error.message : String(error)}`] };
  }
  if (!validate(content)) {
    return { config: new Map(), statusSync, mistakes: (validate.errors ?? []).map((error) => `${file}: ${mistake(error)}`) };
  }
  const agencies = Object.entries(content.agencies);
  const config = new Map(agencies.map(([code, entry]) => [code as AgencyCode, exchangeOf(url === undefined ? entry : { ...entry, url })]));
  const impatient = agencies.filter(
    ([, { attemptPatience, callTimeout }]) => durationMillis(attemptPatience) <= durationMillis(callTimeout),
  );
  const mistakes = impatient.map(([code]) => `${file}: ${code}: attemptPatience must be longer than callTimeout`);
  return {
    config,
    statusSync: statusSyncOf(content.statusSync ?? {}, url),
    mistakes: [
      ...mistakes,
      ...[...agencies, ...Object.entries(content.statusSync ?? {})].flatMap(([code, entry]) =>
        zeroDurations(entry).map((field) => `${file}: ${code}: ${field} must be longer than nothing`),
      ),
    ],
  };
}

/** Waiting no time at all would mean to ask without end. */
function zeroDurations({ callTimeout, followAfter, followEvery, backoff }: StatusEntry & Partial<Entry>): string[] {
  const fields = { callTimeout, followAfter, followEvery, 'backoff.first': backoff.first };
  return Object.entries(fields).flatMap(([field, text]) => (text === undefined || durationMillis(text) > 0 ? [] : [field]));
}

function exchangeOf(entry: Entry): AgencyExchange {
  const { url, key, callTimeout, attemptPatience, followAfter, followEvery, maxTries, backoff, concurrency, ratePerSecond } = entry;
  return {
    url,
    ...(key !== undefined && { key }),
    callTimeoutMs: durationMillis(callTimeout),
    policy: {
      attemptMs: durationMillis(attemptPatience),
      followAfterMs: durationMillis(followAfter),
      followEveryMs: durationMillis(followEvery),
      maxTries,
      backoff: { firstMs: durationMillis(backoff.first), factor: backoff.factor, maxMs: durationMillis(backoff.max) },
      concurrency,
      ...(ratePerSecond !== undefined && { ratePerSecond }),
    },
  };
}

const mistake = ({ instancePath, message, params }: ErrorObject): string =>
  `${instancePath || '/'} ${message ?? 'is wrong'}${'additionalProperty' in params ? ` (${params['additionalProperty']})` : ''}`;
