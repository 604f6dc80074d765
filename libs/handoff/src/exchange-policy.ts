import type { AgencyCode } from '@lienthong/bundle';
import type { Patience } from '@lienthong/dossier/domain';

/** How the engine deals with one agency. All times in milliseconds. */
export interface ExchangePolicy extends Patience {
  /** Attempts and failed inquiries before a person has to look. */
  readonly maxTries: number;
  readonly backoff: Backoff;
  /** Acknowledged without news: ask again after so long. */
  readonly followEveryMs: number;
  /** Calls at the same time. */
  readonly concurrency: number;
  /** Calls begun per second; absent: no limit. */
  readonly ratePerSecond?: number;
}

export interface Backoff {
  readonly firstMs: number;
  readonly factor: number;
  readonly maxMs: number;
}

export type ExchangePolicies = ReadonlyMap<AgencyCode, ExchangePolicy>;

/** The policy of an agency. Throws for an agency that is not configured. */
export function policyOf(policies: ExchangePolicies, agency: AgencyCode): ExchangePolicy {
  const policy = policies.get(agency);
  if (!policy) throw new Error(`no exchange is configured with the agency ${agency}`);
  return policy;
}
